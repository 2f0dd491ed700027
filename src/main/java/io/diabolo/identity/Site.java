package io.diabolo.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * The address at which browsers know this Diabolo: passkeys are good for it alone.
 *
 * @param origin scheme, host and port
 */
record Site(String origin, String host) {
    /** @param setting the public address, or empty: then what the browser asked for */
    static Site of(String setting, HttpServletRequest request) {
        var url = URI.create(
                setting.isBlank()
                        ? ServletUriComponentsBuilder.fromContextPath(request).toUriString()
                        : setting.strip());
        var port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return new Site(url.getScheme() + "://" + url.getHost() + port, url.getHost());
    }
}
