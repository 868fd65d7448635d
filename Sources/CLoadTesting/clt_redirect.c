#include "clt_redirect.h"

#include <string.h>
#include <strings.h>

static bool clt_is_same_part(CURLU *one, CURLU *other, CURLUPart part) {
    char *first = NULL, *second = NULL;
    bool is_same = curl_url_get(one, part, &first, CURLU_DEFAULT_PORT) == CURLUE_OK &&
                   curl_url_get(other, part, &second, CURLU_DEFAULT_PORT) == CURLUE_OK &&
                   strcasecmp(first, second) == 0;
    curl_free(first);
    curl_free(second);
    return is_same;
}

static bool clt_is_http(CURLU *url) {
    char *scheme = NULL;
    bool is_http = curl_url_get(url, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
                   (strcasecmp(scheme, "http") == 0 || strcasecmp(scheme, "https") == 0);
    curl_free(scheme);
    return is_http;
}

static clt_direction clt_compare(CURLU *origin, CURLU *target) {
    if (!clt_is_http(target)) return CLT_NOWHERE;
    bool is_same = clt_is_same_part(origin, target, CURLUPART_SCHEME) &&
                   clt_is_same_part(origin, target, CURLUPART_HOST) &&
                   clt_is_same_part(origin, target, CURLUPART_PORT);
    return is_same ? CLT_SAME_ORIGIN : CLT_OTHER_ORIGIN;
}

clt_direction clt_direction_of(CURLU *origin, const char *reference) {
    CURLU *target = curl_url_dup(origin);
    if (!target) return CLT_NOWHERE;
    unsigned flags = CURLU_URLENCODE | CURLU_ALLOW_SPACE | CURLU_PATH_AS_IS;
    bool is_url = curl_url_set(target, CURLUPART_URL, reference, flags) == CURLUE_OK;
    clt_direction direction = is_url ? clt_compare(origin, target) : CLT_NOWHERE;
    curl_url_cleanup(target);
    return direction;
}

static bool clt_is_named(const char *line, const char *name) {
    size_t length = strlen(name);
    return strncasecmp(line, name, length) == 0 && (line[length] == ':' || line[length] == ';');
}

bool clt_is_about_content(const char *line) {
    static const char *const names[] = {"Transfer-Encoding", "Trailer",       "Expect", "Digest",
                                        "Repr-Digest",       "Last-Modified", NULL};
    if (strncasecmp(line, "Content-", 8) == 0) return true;
    for (const char *const *name = names; *name; name++)
        if (clt_is_named(line, *name)) return true;
    return false;
}
