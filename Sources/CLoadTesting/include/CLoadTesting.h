// What LoadTesting needs from C: libcurl behind typed wrappers, a poller, a histogram, a clock.

#ifndef CLOADTESTING_H
#define CLOADTESTING_H

#include "clt_address.h"
#include "clt_attention.h"
#include "clt_buffer.h"
#include "clt_clock.h"
#include "clt_connection_end.h"
#include "clt_content_length.h"
#include "clt_counters.h"
#include "clt_curl.h"
#include "clt_decoder.h"
#include "clt_endpoint.h"
#include "clt_exchange.h"
#include "clt_fetch.h"
#include "clt_histogram.h"
#include "clt_interrupt.h"
#include "clt_json.h"
#include "clt_limits.h"
#include "clt_loopback.h"
#include "clt_multi.h"
#include "clt_null_target.h"
#include "clt_phases.h"
#include "clt_poller.h"
#include "clt_process_darwin.h"
#include "clt_process_end.h"
#include "clt_process_use.h"
#include "clt_relay.h"
#include "clt_secret.h"
#include "clt_share.h"
#include "clt_spawn.h"
#include "clt_text.h"
#include "clt_transcript.h"
#include "clt_trust.h"
#include "clt_write.h"

#endif
