// The lines that frame the chunks of a body (RFC 9112, 7.1).

#ifndef CLT_REPLY_CHUNKS_H
#define CLT_REPLY_CHUNKS_H

#include "clt_reply_parser.h"

/// The value of a hexadecimal digit, -1 for another byte.
int clt_hexadecimal(char digit);

/// Takes the line in front of a chunk: hexadecimal digits, perhaps with extensions, and CR LF.
bool clt_take_chunk_size(clt_reply_parser *_Nonnull parser, const char *_Nonnull line,
                         size_t length);

/// Takes the line behind the data of a chunk, which is empty.
bool clt_take_chunk_end(clt_reply_parser *_Nonnull parser, const char *_Nonnull line,
                        size_t length);

#endif
