// Bodies sent to one URL, one after the other on a kept connection: for backends beside a load.

#ifndef CLT_UPLOAD_H
#define CLT_UPLOAD_H

#include <stddef.h>

#include "clt_buffer.h"

typedef struct clt_upload clt_upload;

/// Prepares requests to a URL, whose user info is sent as Basic authorization; NULL without memory.
///
/// `method` is POST or PUT; `content_type` the type of the bodies; `field` is a further header
/// field, `Name: value`. No redirects are followed and no proxies are asked.
clt_upload *_Nullable clt_upload_create(
    const char *_Nonnull url, const char *_Nonnull method, const char *_Nonnull user_agent,
    const char *_Nonnull content_type, const char *_Nullable field);

/// Sends a body and waits for the answer. Returns the status, or a negative number for a failure,
/// then with the system's error of a connect that failed, 0 otherwise. Blocks.
///
/// The beginning of the answer, at most `max_answer` bytes, is put into `answer`.
int clt_upload_send(
    clt_upload *_Nonnull upload, const void *_Nonnull bytes, size_t count, long milliseconds,
    size_t max_answer, clt_buffer *_Nonnull answer, int *_Nonnull error);

/// The text of a failure of clt_upload_send, in libcurl's words.
const char *_Nonnull clt_upload_text(int failure);

/// Closes the connection.
void clt_upload_free(clt_upload *_Nonnull upload);

#endif
