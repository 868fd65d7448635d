// Header lines as they are written.

#ifndef CLT_WIRE_H
#define CLT_WIRE_H

#include <curl/curl.h>
#include <stdbool.h>

#include "clt_buffer.h"

/// Appends header lines that are in libcurl's notation, as libcurl writes them: `Name;` is a field
/// without a value, and `Name:` none. False when there is no memory.
bool clt_wire_append_lines(clt_buffer *_Nonnull buffer, const struct curl_slist *_Nullable lines);

#endif
