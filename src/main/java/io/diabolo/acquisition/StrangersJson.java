package io.diabolo.acquisition;

import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What strangers send, read no further than it may be long, so that nobody fills the memory with it. */
@Component
class StrangersJson {
    private static final int MOST = 256 * 1024;
    private final JsonMapper json;

    StrangersJson(JsonMapper json) {
        this.json = json;
    }

    /** @throws ResponseStatusException 413 when it is too long, 400 when it isn't what was asked for */
    <T> T read(InputStream body, Class<T> type) {
        var bytes = bytes(body, MOST);
        try {
            var read = json.readValue(bytes, type);
            if (read == null) {
                throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
            }
            return read;
        } catch (JacksonException unreadable) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, null, unreadable);
        }
    }

    /** @throws ResponseStatusException 413 when there are more */
    static byte[] bytes(InputStream body, int most) {
        try {
            var bytes = body.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
            }
            return bytes;
        } catch (IOException gone) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, null, gone);
        }
    }
}
