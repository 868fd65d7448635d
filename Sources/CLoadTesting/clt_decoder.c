#include "clt_decoder.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>

// MARK: - Names

static bool clt_is_name(const char *name, size_t length, const char *wanted) {
    return strlen(wanted) == length && strncasecmp(name, wanted, length) == 0;
}

static void clt_codings_refuse(clt_codings *codings, const char *name, size_t length) {
    if (codings->unknown[0]) return;
    if (length >= CLT_CODING_NAME_BYTES) length = CLT_CODING_NAME_BYTES - 1;
    memcpy(codings->unknown, name, length);
    codings->unknown[length] = 0;
}

static void clt_codings_add_name(clt_codings *codings, const char *name, size_t length) {
    if (length == 0 || clt_is_name(name, length, "identity")) return;
    bool is_gzip = clt_is_name(name, length, "gzip") || clt_is_name(name, length, "x-gzip");
    bool is_known = is_gzip || clt_is_name(name, length, "deflate");
    if (!is_known || codings->count == CLT_CODINGS_MAX)
        return clt_codings_refuse(codings, name, length);
    codings->list[codings->count++] = is_gzip ? CLT_CODING_GZIP : CLT_CODING_DEFLATE;
}

static bool clt_is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

void clt_codings_add(clt_codings *codings, const char *value, size_t length) {
    const char *end = value + length;
    while (value < end) {
        const char *comma = memchr(value, ',', (size_t)(end - value));
        const char *stop = comma ? comma : end;
        const char *last = stop;
        while (value < last && clt_is_space(*value)) value++;
        while (last > value && clt_is_space(last[-1])) last--;
        clt_codings_add_name(codings, value, (size_t)(last - value));
        value = comma ? comma + 1 : end;
    }
}

// MARK: - One encoding

/// The state of a stream of compressed bytes.
typedef enum clt_stream_state {
    /// No bytes have come, or too few to tell the format.
    CLT_STREAM_NEW,
    CLT_STREAM_INSIDE,
    /// At the end of a member: another may follow.
    CLT_STREAM_ENDED,
} clt_stream_state;

typedef struct clt_stage {
    z_stream stream;
    uint8_t coding;
    uint8_t state;
    bool is_open;
    /// The first byte of a deflate body, until the second one determines the format.
    uint8_t held;
    bool holds;
} clt_stage;

struct clt_decoder {
    /// In the order of decoding: the encoding that was applied last comes first.
    clt_stage stages[CLT_CODINGS_MAX];
    int count;
    clt_decoder_sink sink;
    void *context;
    clt_decoding result;
};

/// Whether two bytes begin a zlib stream (RFC 1950, 2.2), and not a bare one of RFC 1951.
static bool clt_is_zlib(uint8_t first, uint8_t second) {
    return (first & 0x0f) == Z_DEFLATED && first >> 4 <= 7 && (first * 256 + second) % 31 == 0;
}

static bool clt_stage_open(clt_stage *stage, int window_bits) {
    stage->is_open = inflateInit2(&stage->stream, window_bits) == Z_OK;
    stage->state = CLT_STREAM_INSIDE;
    return stage->is_open;
}

static clt_decoding clt_stage_feed(clt_decoder *decoder, int index, const uint8_t *bytes,
                                   size_t count);

/// Passes decoded bytes on.
static clt_decoding clt_stage_forward(clt_decoder *decoder, int index, const uint8_t *bytes,
                                      size_t count) {
    if (count == 0) return CLT_DECODING_OK;
    if (index + 1 < decoder->count) return clt_stage_feed(decoder, index + 1, bytes, count);
    return decoder->sink(decoder->context, bytes, count) ? CLT_DECODING_OK : CLT_DECODING_STOPPED;
}

/// Inflates the stream's input, up to the end of a member.
static clt_decoding clt_stage_inflate(clt_decoder *decoder, int index) {
    clt_stage *stage = &decoder->stages[index];
    uint8_t room[8192];
    int code = Z_OK;
    do {
        stage->stream.next_out = room;
        stage->stream.avail_out = sizeof room;
        code = inflate(&stage->stream, Z_NO_FLUSH);
        if (code == Z_MEM_ERROR) return CLT_DECODING_NO_MEMORY;
        // Z_BUF_ERROR with bytes left would repeat forever.
        bool is_stuck = code == Z_BUF_ERROR && stage->stream.avail_in > 0;
        if (is_stuck || (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR))
            return CLT_DECODING_CORRUPT;
        size_t made = sizeof room - stage->stream.avail_out;
        clt_decoding result = clt_stage_forward(decoder, index, room, made);
        if (result != CLT_DECODING_OK) return result;
        // Room left over means that it needs more input.
    } while (code == Z_OK && stage->stream.avail_out == 0);
    if (code == Z_STREAM_END) stage->state = CLT_STREAM_ENDED;
    return CLT_DECODING_OK;
}

/// The bytes behind a member: zeros that pad it, as gzip(1) ignores them, or another member of gzip
/// (RFC 1952, 2.2). Anything else is corrupt.
static clt_decoding clt_stage_resume(clt_stage *stage) {
    while (stage->stream.avail_in > 0 && *stage->stream.next_in == 0) {
        stage->stream.next_in++;
        stage->stream.avail_in--;
    }
    if (stage->stream.avail_in == 0) return CLT_DECODING_OK;
    if (stage->coding != CLT_CODING_GZIP) return CLT_DECODING_CORRUPT;
    stage->state = CLT_STREAM_INSIDE;
    return inflateReset(&stage->stream) == Z_OK ? CLT_DECODING_OK : CLT_DECODING_CORRUPT;
}

/// Gives a stream bytes, all of which it takes.
static clt_decoding clt_stage_take(clt_decoder *decoder, int index, const uint8_t *bytes,
                                   size_t count) {
    clt_stage *stage = &decoder->stages[index];
    stage->stream.next_in = (Bytef *)bytes;
    stage->stream.avail_in = (uInt)count;
    while (stage->stream.avail_in > 0) {
        clt_decoding result = stage->state == CLT_STREAM_ENDED
                                  ? clt_stage_resume(stage)
                                  : clt_stage_inflate(decoder, index);
        if (result != CLT_DECODING_OK) return result;
    }
    return CLT_DECODING_OK;
}

/// Opens a stream by its first bytes.
static clt_decoding clt_stage_begin(clt_decoder *decoder, int index, const uint8_t **bytes,
                                    size_t *count) {
    clt_stage *stage = &decoder->stages[index];
    if (stage->coding == CLT_CODING_GZIP)
        return clt_stage_open(stage, 15 + 16) ? CLT_DECODING_OK : CLT_DECODING_NO_MEMORY;
    if (!stage->holds) {
        stage->held = **bytes;
        stage->holds = true;
        (*bytes)++;
        (*count)--;
    }
    if (*count == 0) return CLT_DECODING_OK;
    if (!clt_stage_open(stage, clt_is_zlib(stage->held, **bytes) ? 15 : -15))
        return CLT_DECODING_NO_MEMORY;
    return clt_stage_take(decoder, index, &stage->held, 1);
}

static clt_decoding clt_stage_feed(clt_decoder *decoder, int index, const uint8_t *bytes,
                                   size_t count) {
    if (decoder->stages[index].state == CLT_STREAM_NEW) {
        clt_decoding result = clt_stage_begin(decoder, index, &bytes, &count);
        if (result != CLT_DECODING_OK) return result;
    }
    return count ? clt_stage_take(decoder, index, bytes, count) : CLT_DECODING_OK;
}

// MARK: - The whole body

clt_decoder *clt_decoder_create(const clt_codings *codings, clt_decoder_sink sink,
                                void *context) {
    clt_decoder *decoder = calloc(1, sizeof *decoder);
    if (!decoder) return NULL;
    decoder->count = codings->count;
    decoder->sink = sink;
    decoder->context = context;
    for (int index = 0; index < decoder->count; index++)
        decoder->stages[index].coding = codings->list[decoder->count - 1 - index];
    return decoder;
}

clt_decoding clt_decoder_feed(clt_decoder *decoder, const uint8_t *bytes, size_t count) {
    if (decoder->result == CLT_DECODING_OK && count > 0)
        decoder->result = clt_stage_feed(decoder, 0, bytes, count);
    return decoder->result;
}

clt_decoding clt_decoder_end(const clt_decoder *decoder) {
    if (decoder->result != CLT_DECODING_OK) return decoder->result;
    for (int index = 0; index < decoder->count; index++)
        if (decoder->stages[index].state != CLT_STREAM_ENDED) return CLT_DECODING_CUT;
    return CLT_DECODING_OK;
}

void clt_decoder_free(clt_decoder *decoder) {
    if (!decoder) return;
    for (int index = 0; index < decoder->count; index++)
        if (decoder->stages[index].is_open) inflateEnd(&decoder->stages[index].stream);
    free(decoder);
}

static bool clt_decoder_fill(void *context, const uint8_t *bytes, size_t count) {
    clt_buffer *buffer = context;
    clt_buffer_append_within(buffer, bytes, count, buffer->capacity);
    return buffer->count < buffer->capacity;
}

void clt_decode_start(const clt_codings *codings, const uint8_t *bytes, size_t count,
                      clt_buffer *buffer, size_t limit) {
    if (!clt_buffer_reserve(buffer, limit)) return;
    // Limited to the wanted bytes, whatever the capacity.
    clt_buffer wanted = {.bytes = buffer->bytes, .capacity = limit};
    clt_decoder *decoder = clt_decoder_create(codings, clt_decoder_fill, &wanted);
    if (!decoder) return;
    clt_decoder_feed(decoder, bytes, count);
    clt_decoder_free(decoder);
    buffer->count = wanted.count;
}
