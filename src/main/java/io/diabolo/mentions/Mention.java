package io.diabolo.mentions;

import io.diabolo.platform.MemberId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A member whom a text names.
 *
 * @param name what they are called now
 * @param written as it stands in the text
 */
public record Mention(MemberId member, String name, String written, Reach reach) {
    /** Whether they learn of it. */
    public enum Reach {
        /** They are told. */
        TOLD,
        /** They may not see what it is written on, and aren't told. */
        UNSEEN,
        /** They don't sign in: invited, or gone. */
        ABSENT,
        /** Whoever wrote it. */
        OWN;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Reach of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether the writer has to be told that they aren't. */
    public boolean isMissed() {
        return reach == Reach.UNSEEN || reach == Reach.ABSENT;
    }

    /** In the API. */
    public Map<String, Object> json() {
        return Map.of("member_id", member.toString(), "name", name, "text", written, "reach", reach.id());
    }

    /** The same of what stands in the text still: words may have been taken back, or erased. */
    static String missed(List<Mention> all, String body) {
        return missed(all.stream().filter(one -> body.contains(one.written())).toList());
    }

    /** The names of those who aren't told, as a list; empty when all are. */
    public static String missed(List<Mention> all) {
        return all.stream()
                .filter(Mention::isMissed)
                .map(Mention::name)
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }
}
