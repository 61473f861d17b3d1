// What Daylight uses of libcurl, loaded when first needed: linking it would load two dozen libraries at every start.
// Setting an option is variadic in C, which Swift cannot call; each kind of value has a function of its own here.
#include <arpa/inet.h>
#include <curl/curl.h>
#include <dlfcn.h>
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    CURL *(*easy_init)(void);
    void (*easy_reset)(CURL *);
    CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
    CURLcode (*easy_perform)(CURL *);
    CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
    void (*easy_cleanup)(CURL *);
    const char *(*easy_strerror)(CURLcode);
    struct curl_slist *(*slist_append)(struct curl_slist *, const char *);
    void (*slist_free_all)(struct curl_slist *);
    CURLHcode (*easy_header)(CURL *, const char *, size_t, unsigned int, int, struct curl_header **);
} daylight_curl;

// 1 when the library is there and has everything.
static inline int daylight_curl_load(daylight_curl *curl) {
    void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (!library) return 0;
    CURLcode (*global_init)(long);
    *(void **)&global_init = dlsym(library, "curl_global_init");
    *(void **)&curl->easy_init = dlsym(library, "curl_easy_init");
    *(void **)&curl->easy_reset = dlsym(library, "curl_easy_reset");
    *(void **)&curl->easy_setopt = dlsym(library, "curl_easy_setopt");
    *(void **)&curl->easy_perform = dlsym(library, "curl_easy_perform");
    *(void **)&curl->easy_getinfo = dlsym(library, "curl_easy_getinfo");
    *(void **)&curl->easy_cleanup = dlsym(library, "curl_easy_cleanup");
    *(void **)&curl->easy_strerror = dlsym(library, "curl_easy_strerror");
    *(void **)&curl->slist_append = dlsym(library, "curl_slist_append");
    *(void **)&curl->slist_free_all = dlsym(library, "curl_slist_free_all");
    *(void **)&curl->easy_header = dlsym(library, "curl_easy_header");
    return global_init && curl->easy_init && curl->easy_reset && curl->easy_setopt && curl->easy_perform && curl->easy_getinfo
        && curl->easy_cleanup && curl->easy_strerror && curl->slist_append && curl->slist_free_all && curl->easy_header
        && global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

static inline CURLcode daylight_curl_set_long(const daylight_curl *curl, CURL *handle, CURLoption option, long value) {
    return curl->easy_setopt(handle, option, value);
}

static inline CURLcode daylight_curl_set_text(const daylight_curl *curl, CURL *handle, CURLoption option, const char *value) {
    return curl->easy_setopt(handle, option, value);
}

static inline CURLcode daylight_curl_set_pointer(const daylight_curl *curl, CURL *handle, CURLoption option, void *value) {
    return curl->easy_setopt(handle, option, value);
}

typedef size_t (*daylight_curl_write)(char *, size_t, size_t, void *);

static inline CURLcode daylight_curl_set_write(const daylight_curl *curl, CURL *handle, daylight_curl_write write, void *context) {
    CURLcode code = curl->easy_setopt(handle, CURLOPT_WRITEFUNCTION, write);
    return code != CURLE_OK ? code : curl->easy_setopt(handle, CURLOPT_WRITEDATA, context);
}

// Whether an address is of this machine or of a private network (RFC 1122, 1918, 3927, 4193, 4291, 6598).
static inline int daylight_is_private_4(uint32_t address) {
    uint8_t first = (uint8_t)(address >> 24), second = (uint8_t)(address >> 16);
    return first == 0 || first == 10 || first == 127 || first >= 224 || (first == 100 && (second & 0xC0) == 64)
        || (first == 169 && second == 254) || (first == 172 && (second & 0xF0) == 16) || (first == 192 && second == 168);
}

static inline int daylight_is_private(const struct sockaddr *address) {
    if (address->sa_family == AF_INET) {
        return daylight_is_private_4(ntohl(((const struct sockaddr_in *)address)->sin_addr.s_addr));
    }
    if (address->sa_family != AF_INET6) return 1;
    const uint8_t *bytes = ((const struct sockaddr_in6 *)address)->sin6_addr.s6_addr;
    static const uint8_t mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    static const uint8_t zeros[15] = {0};
    if (memcmp(bytes, mapped, 12) == 0) {
        return daylight_is_private_4((uint32_t)bytes[12] << 24 | (uint32_t)bytes[13] << 16 | (uint32_t)bytes[14] << 8 | bytes[15]);
    }
    return (memcmp(bytes, zeros, 15) == 0) || (bytes[0] & 0xFE) == 0xFC || bytes[0] == 0xFF
        || (bytes[0] == 0xFE && (bytes[1] & 0xC0) == 0x80);
}

// The address is looked at after the name was resolved and before anything is sent, so a name cannot point inside.
static curl_socket_t daylight_open_public(void *context, curlsocktype purpose, struct curl_sockaddr *address) {
    (void)context;
    (void)purpose;
    if (daylight_is_private(&address->addr)) return CURL_SOCKET_BAD;
    return socket(address->family, address->socktype, address->protocol);
}

static inline CURLcode daylight_curl_refuse_private(const daylight_curl *curl, CURL *handle) {
    return curl->easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, daylight_open_public);
}

static inline long daylight_curl_status(const daylight_curl *curl, CURL *handle) {
    long status = 0;
    return curl->easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK ? status : 0;
}

static inline const char *daylight_curl_type(const daylight_curl *curl, CURL *handle) {
    char *type = NULL;
    return curl->easy_getinfo(handle, CURLINFO_CONTENT_TYPE, &type) == CURLE_OK ? type : NULL;
}

// Where the answer points, as an absolute address; NULL when it points nowhere.
static inline const char *daylight_curl_redirect(const daylight_curl *curl, CURL *handle) {
    char *address = NULL;
    return curl->easy_getinfo(handle, CURLINFO_REDIRECT_URL, &address) == CURLE_OK ? address : NULL;
}

// The first header field of this name of the last answer; NULL when there is none. Good until the next request.
static inline const char *daylight_curl_header(const daylight_curl *curl, CURL *handle, const char *name) {
    struct curl_header *header = NULL;
    return curl->easy_header(handle, name, 0, CURLH_HEADER, -1, &header) == CURLHE_OK ? header->value : NULL;
}
