// The C side of a request: libcurl behind typed wrappers, a poller, parsers, a histogram.

#ifndef CLOADTESTING_H
#define CLOADTESTING_H

#include "clt_attention.h"
#include "clt_buffer.h"
#include "clt_connection_end.h"
#include "clt_content_length.h"
#include "clt_cookie.h"
#include "clt_counters.h"
#include "clt_curl.h"
#include "clt_date.h"
#include "clt_decoder.h"
#include "clt_deflate.h"
#include "clt_direct.h"
#include "clt_endpoint.h"
#include "clt_exchange.h"
#include "clt_fetch.h"
#include "clt_histogram.h"
#include "clt_json.h"
#include "clt_json_text.h"
#include "clt_known_heads.h"
#include "clt_multi.h"
#include "clt_phases.h"
#include "clt_poller.h"
#include "clt_reply_parser.h"
#include "clt_secret.h"
#include "clt_share.h"
#include "clt_text.h"
#include "clt_transcript.h"
#include "clt_trust.h"
#include "clt_upload.h"
#include "clt_wire.h"

#endif
