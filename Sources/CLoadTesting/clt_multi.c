#include "clt_multi.h"

#include "clt_clock.h"
#include "clt_exchange.h"

static int clt_on_socket(CURL *easy, curl_socket_t descriptor, int what, void *context,
                         void *unused) {
    (void)unused;
    clt_multi_context *multi = context;
    if (what & CURL_POLL_IN) {
        clt_exchange *exchange = clt_easy_exchange(easy);
        if (exchange) exchange->is_connected = true;
    }
    int interest = what == CURL_POLL_IN      ? CLT_READ
                   : what == CURL_POLL_OUT   ? CLT_WRITE
                   : what == CURL_POLL_INOUT ? CLT_READ | CLT_WRITE
                                             : CLT_NOTHING;
    clt_poller_want(multi->poller, descriptor, interest, multi->token);
    return 0;
}

static int clt_on_timer(CURLM *unused, long milliseconds, void *context) {
    (void)unused;
    clt_multi_context *multi = context;
    if (milliseconds < 0)
        multi->deadline = INT64_MAX;
    else
        multi->deadline = milliseconds == 0
                              ? 0
                              : clt_monotonic_nanoseconds() + (int64_t)milliseconds * 1000000;
    return 0;
}

bool clt_multi_attach(clt_multi_context *context, CURLM *multi) {
    context->deadline = INT64_MAX;
    return curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, clt_on_socket) == CURLM_OK &&
           curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, (void *)context) == CURLM_OK &&
           curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, clt_on_timer) == CURLM_OK &&
           curl_multi_setopt(multi, CURLMOPT_TIMERDATA, (void *)context) == CURLM_OK;
}
