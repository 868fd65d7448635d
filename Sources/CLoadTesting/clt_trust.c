#include "clt_trust.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "clt_curl.h"

bool clt_easy_set_trusted(CURL *easy, const char *bundle, bool uses_directory) {
#if LIBCURL_VERSION_NUM >= 0x075700
    // Never expires; an older library parses it each time.
    curl_easy_setopt(easy, CURLOPT_CA_CACHE_TIMEOUT, -1L);
#endif
    // A backend that verifies on its own may support neither.
    CURLcode file = curl_easy_setopt(easy, CURLOPT_CAINFO, bundle);
    CURLcode directory =
        uses_directory ? CURLE_OK : curl_easy_setopt(easy, CURLOPT_CAPATH, (char *)NULL);
    return (file == CURLE_OK || (file == CURLE_NOT_BUILT_IN && !bundle)) &&
           (directory == CURLE_OK || directory == CURLE_NOT_BUILT_IN);
}

/// A socket that listens on the loopback interface, -1 when there is none.
static int clt_listen_locally(struct sockaddr_in *address) {
    socklen_t length = sizeof *address;
    *address = (struct sockaddr_in){.sin_family = AF_INET};
    address->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0) return -1;
    fcntl(listener, F_SETFD, FD_CLOEXEC);
    fcntl(listener, F_SETFL, O_NONBLOCK);
    if (bind(listener, (struct sockaddr *)address, length) == 0 && listen(listener, 1) == 0 &&
        getsockname(listener, (struct sockaddr *)address, &length) == 0)
        return listener;
    close(listener);
    return -1;
}

/// Drives the only transfer of a multi handle to its end; its peer sends nothing and hangs up.
static CURLcode clt_connect_to_nobody(CURLM *multi, int listener) {
    int running = 1, peer = -1, left;
    while (running && curl_multi_perform(multi, &running) == CURLM_OK) {
        if (peer < 0 && (peer = accept(listener, NULL, NULL)) >= 0) shutdown(peer, SHUT_WR);
        if (running && curl_multi_poll(multi, NULL, 0, 10, NULL) != CURLM_OK) break;
    }
    if (peer >= 0) close(peer);
    CURLMsg *message = curl_multi_info_read(multi, &left);
    return message ? message->data.result : CURLE_OK;
}

bool clt_multi_load_trusted(CURLM *multi, const char *bundle, bool uses_directory) {
    struct sockaddr_in address;
    int listener = clt_listen_locally(&address);
    if (listener < 0) return true;
    char url[64];
    snprintf(url, sizeof url, "https://127.0.0.1:%d/", ntohs(address.sin_port));
    CURL *easy = curl_easy_init();
    CURLcode code = CURLE_OK;
    if (easy && clt_easy_set_safe_defaults(easy) && clt_easy_set_url_text(easy, url) &&
        clt_easy_set_timeout(easy, 5000) && clt_easy_set_alone(easy, true) &&
        clt_easy_set_trusted(easy, bundle, uses_directory) &&
        curl_multi_add_handle(multi, easy) == CURLM_OK) {
        code = clt_connect_to_nobody(multi, listener);
        curl_multi_remove_handle(multi, easy);
    }
    curl_easy_cleanup(easy);
    close(listener);
    return code != CURLE_SSL_CACERT_BADFILE;
}
