package io.diabolo.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Styles, scripts and fonts, read once at start and served under one hash of them all, so that browsers may keep them for
 * ever. The style sheets are joined into one; scripts stay modules, whose relative imports work under the hashed path.
 */
final class Assets {
    static final String ROOT = "/assets/";
    private static final String HTMX = "META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";

    private final Map<String, Asset> files;
    private final String version;

    /** One file, and what it weighs when the browser takes gzip; fonts are packed already. */
    record Asset(String type, byte[] content, byte @Nullable [] packed) {}

    private Assets(Map<String, Asset> files, String version) {
        this.files = files;
        this.version = version;
    }

    static Assets none() {
        return new Assets(Map.of(), "none");
    }

    static Assets read() {
        try {
            var all = new TreeMap<String, byte[]>();
            var found = new PathMatchingResourcePatternResolver();
            for (var folder : new String[] {"js", "vendor", "fonts", "img"}) {
                for (var file : found.getResources("classpath*:static/" + folder + "/**/*.*")) {
                    all.put(folder + "/" + after(file, "/static/" + folder + "/"), file.getContentAsByteArray());
                }
            }
            all.put("vendor/htmx.min.js", found.getResource("classpath:" + HTMX).getContentAsByteArray());
            all.put("css/diabolo.css", joinedStyles(found));
            var files = new TreeMap<String, Asset>();
            for (var one : all.entrySet()) {
                files.put(one.getKey(), asset(one.getKey(), one.getValue()));
            }
            return new Assets(files, hash(all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String path(String name) {
        return ROOT + version + "/" + (name.equals("css") ? "css/diabolo.css" : name);
    }

    /** The file at a path below {@link #ROOT}; also by an older hash, whose page is still open somewhere. */
    @Nullable
    Asset find(String path) {
        var slash = path.indexOf('/');
        return slash < 0 ? null : files.get(path.substring(slash + 1));
    }

    boolean isCurrent(String path) {
        return path.startsWith(version + "/");
    }

    /** Layers decide what wins, so only the first file, which names them, has to come first. */
    private static byte[] joinedStyles(PathMatchingResourcePatternResolver found) throws IOException {
        var sheets = new TreeMap<String, String>();
        for (var file : found.getResources("classpath*:static/css/**/*.css")) {
            sheets.put(after(file, "/static/css/"), file.getContentAsString(StandardCharsets.UTF_8));
        }
        var joined = new StringBuilder("@layer tokens, base, layout, parts, pages;\n");
        sheets.values().forEach(sheet -> joined.append(squeeze(sheet)));
        return joined.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String squeeze(String css) {
        return css.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)^\\s+", "");
    }

    private static String after(Resource file, String folder) throws IOException {
        var url = file.getURL().toString();
        return url.substring(url.lastIndexOf(folder) + folder.length());
    }

    private static Asset asset(String name, byte[] content) throws IOException {
        var type = type(name);
        return new Asset(type, content, type.startsWith("font/") ? null : gzip(content));
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "css" -> "text/css;charset=UTF-8";
            case "js" -> "text/javascript;charset=UTF-8";
            case "woff2" -> "font/woff2";
            case "svg" -> "image/svg+xml";
            default -> "text/plain;charset=UTF-8";
        };
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    private static String hash(Map<String, byte[]> all) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            all.forEach((name, content) -> {
                sha.update(name.getBytes(StandardCharsets.UTF_8));
                sha.update(content);
            });
            return HexFormat.of().formatHex(sha.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
