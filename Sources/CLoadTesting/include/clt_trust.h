// The trusted certificates.

#ifndef CLT_TRUST_H
#define CLT_TRUST_H

#include <curl/curl.h>
#include <stdbool.h>

/// The bundle of trusted certificates that this libcurl was built with, NULL when it has none.
static inline const char *_Nullable clt_curl_bundle(void) {
    curl_version_info_data *info = curl_version_info(CURLVERSION_NOW);
    return info->age >= CURLVERSION_SEVENTH ? info->cainfo : NULL;
}

/// The directory of trusted certificates that this libcurl was built with, NULL when it has none.
static inline const char *_Nullable clt_curl_bundle_directory(void) {
    curl_version_info_data *info = curl_version_info(CURLVERSION_NOW);
    return info->age >= CURLVERSION_SEVENTH ? info->capath : NULL;
}

/// Sets a handle to trust the certificates of a bundle, and of libcurl's directory only if stated.
///
/// libcurl keeps a bundle that it has parsed for all connections of a multi handle, but only
/// without a directory beside it, which Debian's and Ubuntu's builds set: each connection then
/// parses some 140 certificates again.
bool clt_easy_set_trusted(CURL *_Nonnull easy, const char *_Nullable bundle, bool uses_directory);

/// Has a multi handle parse a bundle now, so that no connection of a load has to.
///
/// Opens a TLS connection to a socket of its own on the loopback interface, which hangs up at once:
/// libcurl has no other way to ask for it. Returns false when libcurl can't use the bundle; without
/// a socket it does nothing.
bool clt_multi_load_trusted(CURLM *_Nonnull multi, const char *_Nullable bundle,
                            bool uses_directory);

#endif
