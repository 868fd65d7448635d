// The parse of bytes that a server sends before it closes, for other languages.

#include "clt_reply_parser.h"

typedef struct clt_probe {
    /// Whether a whole reply came, and whether it took the close to end it.
    bool is_complete, ends_with_connection;
    bool closes;
    int32_t status, fault;
    int64_t consumed, body_count;
    /// As large as the bytes.
    uint8_t *_Nonnull body;
} clt_probe;

static bool clt_take_line(void *context, const char *line, size_t length) {
    (void)context, (void)line, (void)length;
    return true;
}

static bool clt_take_body(void *context, const uint8_t *bytes, size_t count) {
    clt_probe *probe = context;
    memcpy(probe->body + probe->body_count, bytes, count);
    probe->body_count += (int64_t)count;
    return true;
}

void clt_probe_reply(clt_probe *probe, const uint8_t *bytes, size_t count, bool is_head) {
    const clt_reply_receiver receiver = {clt_take_line, clt_take_body, probe};
    clt_reply_parser parser = {0};
    clt_reply_begin(&parser, is_head);
    probe->consumed = (int64_t)clt_reply_feed(&parser, bytes, count, &receiver);
    probe->ends_with_connection = parser.part == CLT_REPLY_BODY_TO_CLOSE;
    clt_reply_end(&parser);
    probe->is_complete = clt_reply_is_complete(&parser);
    probe->fault = parser.fault;
    probe->status = parser.status;
    probe->closes = parser.closes;
    clt_reply_free(&parser);
}
