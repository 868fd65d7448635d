// The head of a reply, as libcurl passes it.

#ifndef CLT_REPLY_HEAD_H
#define CLT_REPLY_HEAD_H

#include "clt_exchange.h"

/// A callback of libcurl: one line of a head or trailer. Returns less than the line where the
/// exchange must end.
size_t clt_exchange_on_header(char *_Nonnull line, size_t size, size_t count,
                              void *_Nonnull context);

/// The statuses before the answer: 100 Continue, 102 Processing, 103 Early Hints.
static inline bool clt_is_interim(int status) {
    return status == 100 || status == 102 || status == 103;
}

/// Ends the exchange: false. The first reason counts.
static inline bool clt_refuse(clt_exchange *_Nonnull exchange, clt_refusal refusal) {
    if (exchange->refusal == CLT_NOT_REFUSED) exchange->refusal = refusal;
    return false;
}

#endif
