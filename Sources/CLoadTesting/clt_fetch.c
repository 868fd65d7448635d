#include "clt_fetch.h"

#include "clt_curl.h"

typedef struct {
    clt_buffer *body;
    size_t most;
} fetched;

static size_t take(char *bytes, size_t size, size_t count, void *context) {
    fetched *fetched = context;
    size_t length = size * count;
    if (length > fetched->most - fetched->body->count) return 0;
    return clt_buffer_append(fetched->body, bytes, length) ? length : 0;
}

int clt_fetch(
    const char *url, const char *user_agent, long milliseconds, size_t most, clt_buffer *body) {
    CURL *easy = curl_easy_init();
    if (easy == NULL) return -CURLE_OUT_OF_MEMORY;
    fetched fetched = {.body = body, .most = most};
    long status = 0;
    bool is_set = clt_easy_set_safe_defaults(easy) && clt_easy_set_url_text(easy, url) &&
                  clt_easy_set_user_agent(easy, user_agent) &&
                  clt_easy_set_timeout(easy, milliseconds) &&
                  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take) == CURLE_OK &&
                  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &fetched) == CURLE_OK;
    CURLcode code = is_set ? curl_easy_perform(easy) : CURLE_FAILED_INIT;
    if (code == CURLE_OK) curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_cleanup(easy);
    return code == CURLE_OK ? (int)status : -(int)code;
}
