package io.diabolo.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Styles, scripts and fonts, packed once at start. */
@Controller
class AssetController {
    private final Assets assets;

    AssetController(Assets assets) {
        this.assets = assets;
    }

    @GetMapping(Assets.ROOT + "{*path}")
    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path = request.getRequestURI().substring((request.getContextPath() + Assets.ROOT).length());
        var asset = assets.find(path);
        if (asset == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType(asset.type());
        // An older page may ask by its old hash; what it gets is today's, which must not be kept under that name.
        response.setHeader(
                "Cache-Control", assets.isCurrent(path) ? "public, max-age=31536000, immutable" : "no-cache");
        response.setHeader("Vary", "Accept-Encoding");
        var accepts = request.getHeader("Accept-Encoding");
        var body = asset.content();
        var packed = asset.packed();
        if (packed != null && accepts != null && accepts.contains("gzip")) {
            response.setHeader("Content-Encoding", "gzip");
            body = packed;
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
