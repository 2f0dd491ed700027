package io.diabolo.identity;

import io.diabolo.platform.MemberId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person of the workspace: signs in, is invited, is only named by a file so far, or has left.
 *
 * @param roles the ids of the sales roles held, in the order of {@link SalesRoles#IDS}
 */
public record Member(
        MemberId id,
        String name,
        @Nullable String email,
        List<String> roles,
        boolean administrator,
        Sight sight,
        @Nullable MemberId manager,
        @Nullable TeamId team,
        @Nullable String teamName,
        MemberState state,
        int version) {

    public boolean isActive() {
        return state == MemberState.ACTIVE;
    }

    /** Two letters that stand for the name: the first of its first and of its last word. */
    public String initials() {
        var words = name.strip().split("\\s+");
        var first = firstLetter(words[0]);
        return words.length == 1 ? first : first + firstLetter(words[words.length - 1]);
    }

    private static String firstLetter(String word) {
        return word.isEmpty()
                ? ""
                : word.substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(java.util.Locale.ROOT);
    }
}
