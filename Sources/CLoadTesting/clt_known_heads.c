#include "clt_known_heads.h"

#include <string.h>

#include "clt_exchange_body.h"

/// Whether a record keeps the bytes of a head as they arrived.
static bool clt_is_verbatim(const clt_exchange *exchange, const uint8_t *bytes, size_t count) {
    return exchange->head.count == count && memcmp(exchange->head.bytes, bytes, count) == 0;
}

/// Keeps the bytes of a known head where they are asked for; false where it has to be parsed.
static bool clt_take_bytes(const clt_known_head *known, clt_exchange *exchange) {
    if (!exchange->rules.keeps_head) return true;
    if (!known->is_verbatim || exchange->head.count > 0) return false;
    return clt_buffer_append(&exchange->head, known->bytes, known->count);
}

size_t clt_known_head_take(clt_known_head *known, clt_reply_parser *parser,
                           clt_exchange *exchange, const uint8_t *bytes, size_t count) {
    bool is_known = known->count > 0 && known->count <= count &&
                    known->parser.is_answer_to_head == parser->is_answer_to_head &&
                    !exchange->transcript && memcmp(known->bytes, bytes, known->count) == 0;
    if (!is_known || !clt_take_bytes(known, exchange)) return 0;
    known->misses = 0;
    clt_buffer line = parser->line;
    *parser = known->parser;
    parser->line = line;
    clt_phases_enter(&exchange->phases, CLT_PHASE_RECEIVE, clt_monotonic_nanoseconds());
    exchange->received += (int64_t)known->count;
    exchange->is_answered = true;
    exchange->head_complete = true;
    exchange->status = parser->status;
    exchange->content_length = known->content_length;
    exchange->framing = known->framing;
    exchange->body_count = 0;
    clt_forget_codings(exchange);
    if (clt_codings_any(&known->codings)) exchange->codings = known->codings;
    exchange->body.count = 0;
    return known->count;
}

void clt_known_head_keep(clt_known_head *known, const clt_reply_parser *parser,
                         const clt_exchange *exchange, const uint8_t *bytes, size_t count) {
    // Behind an interim reply the parser counts anew.
    bool is_whole = exchange->head_complete && parser->head_bytes == count &&
                    !clt_reply_is_broken(parser);
    bool leads_elsewhere = exchange->status >= 300 && exchange->status <= 399;
    if (!is_whole || count > CLT_KNOWN_HEAD_BYTES || leads_elsewhere || exchange->sets_cookies ||
        exchange->transcript)
        return;
    if (known->misses++ >= CLT_KNOWN_HEAD_MISSES && known->misses % CLT_KNOWN_HEAD_MISSES != 0)
        return;
    known->count = count;
    known->is_verbatim = exchange->rules.keeps_head && clt_is_verbatim(exchange, bytes, count);
    known->parser = *parser;
    known->parser.line = (clt_buffer){0};
    known->content_length = exchange->content_length;
    known->framing = exchange->framing;
    known->codings = exchange->codings;
    memcpy(known->bytes, bytes, count);
}
