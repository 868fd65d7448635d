#include "clt_exchange_body.h"

#include "clt_reply_head.h"

void clt_forget_codings(clt_exchange *exchange) {
    if (exchange->decoder) {
        clt_decoder_free(exchange->decoder);
        exchange->decoder = NULL;
    }
    if (clt_codings_any(&exchange->codings)) exchange->codings = (clt_codings){0};
    exchange->decoding = CLT_DECODING_OK;
}

/// Takes bytes of the body, decoded where the rules ask for it; false when there were too many, or
/// there is no memory.
static bool clt_keep_body(void *context, const uint8_t *bytes, size_t length) {
    clt_exchange *exchange = context;
    exchange->body_count += (int64_t)length;
    if (exchange->transcript)
        clt_transcript_note(&exchange->transcript->reply_body, bytes, length);
    if (exchange->body_count > exchange->rules.body_limit) {
        return clt_refuse(exchange, CLT_REFUSED_BODY);
    }
    if (exchange->rules.keeps_body) return clt_buffer_append(&exchange->body, bytes, length);
    if (exchange->status >= 300)
        clt_buffer_append_within(&exchange->body, bytes, length, CLT_BODY_EXAMPLE_BYTES);
    return true;
}

/// Decodes bytes of the body. A corrupt body is received to its end, so that the connection can be
/// used again; false when the exchange must end.
static bool clt_decode_body(clt_exchange *exchange, const uint8_t *bytes, size_t length) {
    if (!exchange->decoder)
        exchange->decoder = clt_decoder_create(&exchange->codings, clt_keep_body, exchange);
    exchange->decoding = exchange->decoder ? clt_decoder_feed(exchange->decoder, bytes, length)
                                           : CLT_DECODING_NO_MEMORY;
    return exchange->decoding != CLT_DECODING_STOPPED &&
           exchange->decoding != CLT_DECODING_NO_MEMORY;
}

size_t clt_on_body(char *bytes, size_t size, size_t count, void *context) {
    clt_exchange *exchange = context;
    size_t length = size * count;
    if (!exchange->rules.counts_downloads) exchange->received += (int64_t)length;
    bool is_decoded = exchange->rules.decodes && exchange->codings.count > 0 &&
                      !exchange->codings.unknown[0];
    bool goes_on = is_decoded ? clt_decode_body(exchange, (const uint8_t *)bytes, length)
                              : clt_keep_body(exchange, (const uint8_t *)bytes, length);
    return goes_on ? length : 0;
}

void clt_exchange_end_body(clt_exchange *exchange) {
    if (!exchange->decoder) return;
    exchange->decoding = clt_decoder_end(exchange->decoder);
    clt_decoder_free(exchange->decoder);
    exchange->decoder = NULL;
}
