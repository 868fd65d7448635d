#include "clt_transcript.h"

#include <stdlib.h>

void clt_transcript_part_empty(clt_transcript_part *part) {
    clt_buffer_empty(&part->kept);
    part->count = 0;
}

void clt_transcript_empty(clt_transcript *transcript) {
    clt_transcript_part_empty(&transcript->request_head);
    clt_transcript_part_empty(&transcript->request_body);
    clt_transcript_part_empty(&transcript->reply_head);
    clt_transcript_part_empty(&transcript->reply_body);
}

void clt_transcript_free(clt_transcript *transcript) {
    if (!transcript) return;
    clt_buffer_free(&transcript->request_head.kept);
    clt_buffer_free(&transcript->request_body.kept);
    clt_buffer_free(&transcript->reply_head.kept);
    clt_buffer_free(&transcript->reply_body.kept);
    free(transcript);
}

void clt_transcript_note(clt_transcript_part *part, const void *bytes, size_t count) {
    part->count += (int64_t)count;
    clt_buffer_append_within(&part->kept, bytes, count, CLT_TRANSCRIPT_BYTES);
}
