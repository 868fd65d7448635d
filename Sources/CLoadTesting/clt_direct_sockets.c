// The sockets of a user.

#include "clt_direct.h"

#include <stdlib.h>

static clt_direct *clt_direct_create(clt_share *share, CURLM *multi, int32_t origin,
                                     bool is_encrypted, bool is_alone) {
    clt_direct *direct = calloc(1, sizeof *direct);
    if (!direct) return NULL;
    direct->share = share;
    direct->multi = multi;
    direct->origin = origin;
    direct->is_encrypted = is_encrypted;
    direct->is_alone = is_alone;
    direct->descriptor = -1;
    direct->next = share->sockets;
    share->sockets = direct;
    return direct;
}

clt_direct *clt_direct_for(clt_share *share, CURLM *multi, int32_t origin, bool is_encrypted,
                           bool is_alone) {
    clt_direct *closed = NULL;
    for (clt_direct *direct = share->sockets; direct; direct = direct->next) {
        if (direct->origin != origin || direct->is_alone != is_alone || direct->is_busy) continue;
        if (direct->descriptor >= 0) return direct;
        closed = direct;
    }
    return closed ? closed : clt_direct_create(share, multi, origin, is_encrypted, is_alone);
}

void clt_direct_lend(clt_direct *direct, clt_exchange *exchange, clt_token token) {
    direct->is_busy = true;
    direct->token = token;
    if (direct->exchange == exchange) return;
    direct->exchange = exchange;
    if (direct->easy) curl_easy_setopt(direct->easy, CURLOPT_ERRORBUFFER, exchange->explanation);
}

void clt_direct_forget(clt_share *share, const clt_exchange *exchange) {
    for (clt_direct *direct = share->sockets; direct; direct = direct->next) {
        if (direct->exchange != exchange) continue;
        direct->exchange = NULL;
        if (direct->easy) curl_easy_setopt(direct->easy, CURLOPT_ERRORBUFFER, NULL);
    }
}

clt_direct *clt_direct_at(clt_share *share, int descriptor) {
    clt_direct *direct = share->sockets;
    while (direct && direct->descriptor != descriptor) direct = direct->next;
    return direct;
}

void clt_direct_close_idle(clt_share *share) {
    for (clt_direct *direct = share->sockets; direct; direct = direct->next)
        if (!direct->is_busy) clt_direct_close(direct);
}

void clt_direct_destroy_all(clt_share *share) {
    while (share->sockets) {
        clt_direct *direct = share->sockets;
        share->sockets = direct->next;
        clt_direct_close(direct);
        if (direct->easy) curl_easy_cleanup(direct->easy);
        clt_reply_free(&direct->parser);
        clt_buffer_free(&direct->made);
        free(direct);
    }
}
