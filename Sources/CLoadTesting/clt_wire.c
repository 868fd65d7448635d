#include "clt_wire.h"

#include <string.h>

/// The blanks of C's locale, which libcurl skips.
static const char *clt_skip_blanks(const char *text) { return text + strspn(text, " \t\n\v\f\r"); }

static bool clt_append_line(clt_buffer *buffer, const char *line) {
    const char *colon = strchr(line, ':'), *semicolon = strchr(line, ';');
    if (colon) {
        if (*clt_skip_blanks(colon + 1) == 0) return true;
        return clt_buffer_append(buffer, line, strlen(line)) &&
               clt_buffer_append(buffer, "\r\n", 2);
    }
    if (!semicolon || *clt_skip_blanks(semicolon + 1) != 0) return true;
    return clt_buffer_append(buffer, line, (size_t)(semicolon - line)) &&
           clt_buffer_append(buffer, ":\r\n", 3);
}

bool clt_wire_append_lines(clt_buffer *buffer, const struct curl_slist *lines) {
    for (; lines; lines = lines->next)
        if (!clt_append_line(buffer, lines->data)) return false;
    return true;
}
