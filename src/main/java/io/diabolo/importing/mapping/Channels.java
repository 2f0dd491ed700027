package io.diabolo.importing.mapping;

import java.util.List;
import java.util.Map;

/** Whether a source comes to us or we went to it. */
public final class Channels {
    private static final Map<String, List<String>> WORDS = WordLists.read("channels.properties");

    private Channels() {}

    /** {@code inbound}, {@code outbound} or {@code unknown}, from a source, origin or channel. */
    public static String of(String source) {
        var words = " " + Text.words(source) + " ";
        // "Cold call from a web list" went out, whatever stands beside it.
        if (words.contains(" cold ") || words.contains(" outbound ") || words.contains(" prospection ")) {
            return "outbound";
        }
        for (var channel : List.of("inbound", "outbound")) {
            for (var word : WORDS.getOrDefault(channel, List.of())) {
                if (words.contains(" " + Text.words(word) + " ")) {
                    return channel;
                }
            }
        }
        return "unknown";
    }
}
