package io.diabolo.records;

import io.diabolo.platform.BadInput;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A list's parameters as an address writes them: how whoever keeps a list or asks for its records gets at these. */
public final class ListAddress {
    private static final Pattern BETWEEN = Pattern.compile("&");

    private ListAddress() {}

    /**
     * Each parameter with all of its values, in their order.
     *
     * @param query what stands behind the question mark, with it or without
     * @throws BadInput when it can't be decoded
     */
    public static Map<String, List<String>> read(String query) {
        var all = new LinkedHashMap<String, List<String>>();
        var bare = query.startsWith("?") ? query.substring(1) : query;
        BETWEEN.splitAsStream(bare).filter(pair -> !pair.isBlank()).forEach(pair -> {
            var at = pair.indexOf('=');
            all.computeIfAbsent(decoded(at < 0 ? pair : pair.substring(0, at)), _ -> new ArrayList<>())
                    .add(at < 0 ? "" : decoded(pair.substring(at + 1)));
        });
        return all;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new BadInput("query", "problem.field.shape");
        }
    }
}
