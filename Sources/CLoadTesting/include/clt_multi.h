// The connection between a multi handle and a loop.

#ifndef CLT_MULTI_H
#define CLT_MULTI_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stdint.h>

#include "clt_poller.h"

/// The connection between a multi handle and a loop.
typedef struct clt_multi_context {
    clt_poller *_Nonnull poller;
    clt_token token;
    /// The next call that libcurl asks for: monotonic nanoseconds, INT64_MAX for never.
    int64_t deadline;
} clt_multi_context;

/// Connects a multi handle to a poller. The context must stay where it is.
bool clt_multi_attach(clt_multi_context *_Nonnull context, CURLM *_Nonnull multi);

#endif
