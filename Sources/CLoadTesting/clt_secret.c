#include "clt_secret.h"

#include <pthread.h>
#include <string.h>

enum { CLT_NAME_END = 64, CLT_NAME_LETTERS = 2 * CLT_NAME_END, CLT_NAME_WORDS = 64 };

/// The words of a name in small letters: `accessToken`, `access-token` and `ACCESS_TOKEN` have the
/// same two.
typedef struct clt_name {
    /// All words, one behind the other.
    char letters[CLT_NAME_LETTERS + 1];
    int length;
    /// The start of each word; one more than there are words.
    int starts[CLT_NAME_WORDS + 1];
    int count;
} clt_name;

static bool clt_is_capital(uint8_t byte) { return byte >= 'A' && byte <= 'Z'; }
static bool clt_is_small(uint8_t byte) { return byte >= 'a' && byte <= 'z'; }

static bool clt_is_hex(uint8_t byte) {
    uint8_t letter = byte | 0x20;
    return (byte >= '0' && byte <= '9') || (letter >= 'a' && letter <= 'f');
}

/// Whether a percent-encoded byte stands there, such as the brackets of `user%5Bpin%5D`.
static bool clt_is_encoded(const uint8_t *bytes, size_t count) {
    return count > 2 && bytes[0] == '%' && clt_is_hex(bytes[1]) && clt_is_hex(bytes[2]);
}

/// Ends the word of the last letters, except for some of them, which begin another one.
static void clt_end_word(clt_name *name, int rest) {
    bool is_word = name->length - rest > name->starts[name->count];
    if (is_word && name->count < CLT_NAME_WORDS) name->starts[++name->count] = name->length - rest;
}

static void clt_split(clt_name *name, const uint8_t *bytes, size_t count) {
    uint8_t before = 0;
    for (size_t index = 0; index < count; index++) {
        if (clt_is_encoded(bytes + index, count - index)) {
            clt_end_word(name, 0);
            before = 0;
            index += 2;
            continue;
        }
        uint8_t byte = bytes[index];
        bool is_capital = clt_is_capital(byte), is_small = clt_is_small(byte);
        if ((!is_capital && !is_small) || (is_capital && clt_is_small(before)))
            clt_end_word(name, 0);
        else if (is_small && clt_is_capital(before))
            clt_end_word(name, 1);  // `APIKey`: the capital before belongs to this word.
        if (is_capital || is_small) name->letters[name->length++] = (char)(byte | 0x20);
        before = byte;
    }
    clt_end_word(name, 0);
}

static void clt_take_apart(clt_name *name, const uint8_t *bytes, size_t count) {
    name->length = name->count = name->starts[0] = 0;
    size_t first = count < CLT_NAME_END ? count : CLT_NAME_END;
    clt_split(name, bytes, first);
    size_t last = count - first < CLT_NAME_END ? count - first : CLT_NAME_END;
    if (last > 0) clt_split(name, bytes + count - last, last);
    name->letters[name->length] = 0;
}

/// Words that have no other meaning, anywhere in a name.
static const char *const clt_fragments[] = {
    "password",     "passwort",     "passwd",     "passphrase",       "passcode",   "secret",
    "token",        "credential",   "authori",    "cookie",           "apikey",     "accesskey",
    "privatekey",   "sessionid",    "sessid",     "signature",        "samlre",     "assertion",
    "securitycode", "recoverycode", "backupcode", "verificationcode", "devicecode", "cardnumber",
    "creditcard",   "accesscode",   "smscode",   "masterkey",        "signingkey", "appkey",
    "sshkey",       "pwd",          "authkey",  "accountkey",       "pincode",    "onetimecode",
};

/// Names with `authori` in them that are no secret.
static const char clt_authorities[] = " authority authorities ";

/// Words that are part of many others, and so count only as words of their own.
static const char clt_short_words[] =
    " pin otp totp mfa cvv cvc auth oauth authentication csrf xsrf sig hmac jwt sid session pw pass"
    " ssn iban bearer dpop ";

/// Owners of keys that grant access; the key of a cache or a table does not.
static const char clt_key_owners[] =
    " api access private secret signing encryption master client shared account auth subscription"
    " license functions app service ssh webhook ";

/// Last words that make a name one about a secret: `token_type`, `session_timeout`.
static const char clt_measures[] =
    " type count ttl expires expiry expiration in length size limit policy timeout lifetime age"
    " required enabled valid algorithm alg method methods endpoint usage ";

/// First words that make tokens something that is counted.
static const char clt_amounts[] =
    " max total prompt completion input output cached reasoning ";

static const char clt_tokens[] = " tokens ";
static const char clt_keys[] = " key keys ";

/// Names that are a secret's in a query alone.
static const char clt_query_words[] = " key code ticket nonce state ";

/// The first two letters of words, as bits: a name that begins with others is none of them.
typedef struct clt_heads {
    uint32_t second[26];
} clt_heads;

static clt_heads clt_fragment_heads, clt_word_heads;
static pthread_once_t clt_heads_are_made = PTHREAD_ONCE_INIT;

static void clt_add_head(clt_heads *heads, const char *word) {
    heads->second[word[0] - 'a'] |= 1u << (word[1] - 'a');
}

static void clt_make_heads(void) {
    for (size_t index = 0; index < sizeof clt_fragments / sizeof *clt_fragments; index++)
        clt_add_head(&clt_fragment_heads, clt_fragments[index]);
    const char *lists[] = {clt_authorities, clt_short_words, clt_key_owners, clt_measures,
                           clt_amounts,     clt_tokens,      clt_keys,       clt_query_words};
    for (size_t index = 0; index < sizeof lists / sizeof *lists; index++)
        for (const char *space = lists[index]; space[1]; space = strchr(space + 1, ' '))
            clt_add_head(&clt_word_heads, space + 1);
}

/// Whether something with these letters begins as one of the words does.
static bool clt_begins(const clt_heads *heads, const char *letters) {
    return letters[0] && letters[1] &&
           (heads->second[letters[0] - 'a'] >> (letters[1] - 'a') & 1) != 0;
}

/// Whether letters are a word of a list, in which each stands between two spaces.
static bool clt_is_in(const char *list, const char *word, size_t length) {
    if (length < 2 || !clt_begins(&clt_word_heads, word)) return false;
    for (const char *found = strchr(list, word[0]); found; found = strchr(found + 1, word[0]))
        if (found[-1] == ' ' && strncmp(found, word, length) == 0 && found[length] == ' ')
            return true;
    return false;
}

static bool clt_is_word_of(const clt_name *name, int index, const char *list) {
    return clt_is_in(list, name->letters + name->starts[index],
                     (size_t)(name->starts[index + 1] - name->starts[index]));
}

static bool clt_has_word_of(const clt_name *name, int end, const char *list) {
    for (int index = 0; index < end; index++)
        if (clt_is_word_of(name, index, list)) return true;
    return false;
}

static bool clt_is_about_a_secret(const clt_name *name) {
    if (name->count < 2) return false;
    return clt_is_word_of(name, name->count - 1, clt_measures) ||
           (clt_is_word_of(name, name->count - 1, clt_tokens) &&
            clt_is_word_of(name, 0, clt_amounts));
}

/// Whether one of the fragments begins there.
static bool clt_begins_fragment(const char *letters) {
    if (!clt_begins(&clt_fragment_heads, letters)) return false;
    for (size_t index = 0; index < sizeof clt_fragments / sizeof *clt_fragments; index++) {
        const char *fragment = clt_fragments[index];
        if (fragment[1] == letters[1] && strncmp(letters, fragment, strlen(fragment)) == 0)
            return true;
    }
    return false;
}

static bool clt_has_fragment(const clt_name *name) {
    for (const char *letters = name->letters; *letters; letters++)
        if (clt_begins_fragment(letters))
            return !clt_has_word_of(name, name->count, clt_authorities);
    return false;
}

clt_secret_kind clt_secret_kind_of(const uint8_t *bytes, size_t count) {
    if (!bytes || count < 3) return CLT_NO_SECRET;
    pthread_once(&clt_heads_are_made, clt_make_heads);
    clt_name name;
    clt_take_apart(&name, bytes, count);
    if (name.length < 3 || clt_is_about_a_secret(&name)) return CLT_NO_SECRET;
    if (clt_has_fragment(&name)) return CLT_CERTAIN_SECRET;
    // As a whole, too: `DPoP` has three words.
    if (clt_has_word_of(&name, name.count, clt_short_words) ||
        clt_is_in(clt_short_words, name.letters, (size_t)name.length))
        return CLT_LIKELY_SECRET;
    bool is_key = clt_is_word_of(&name, name.count - 1, clt_keys);
    return is_key && clt_has_word_of(&name, name.count - 1, clt_key_owners) ? CLT_CERTAIN_SECRET
                                                                            : CLT_NO_SECRET;
}

bool clt_is_query_secret(const uint8_t *bytes, size_t count) {
    if (!bytes || count < 3 || count > CLT_NAME_END) return false;
    pthread_once(&clt_heads_are_made, clt_make_heads);
    clt_name name;
    clt_take_apart(&name, bytes, count);
    return name.count == 1 && clt_is_word_of(&name, 0, clt_query_words);
}
