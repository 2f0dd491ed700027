package io.diabolo.forecast;

import io.diabolo.identity.TeamId;
import io.diabolo.platform.MemberId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose deals are meant. Its {@link #key()} stands in addresses. */
public sealed interface Whose {
    /** All that the reader sees, those of nobody too where they see everything. */
    record Everybody() implements Whose {}

    /** A member and all below them in the reporting line. */
    record Line(MemberId member) implements Whose {}

    /** A member alone. */
    record Alone(MemberId member) implements Whose {}

    /** @param team null for those who belong to none */
    record OfTeam(@Nullable TeamId team) implements Whose {}

    record Nobody() implements Whose {}

    default String key() {
        return switch (this) {
            case Everybody() -> "all";
            case Line(var member) -> "line." + member;
            case Alone(var member) -> "member." + member;
            case OfTeam(var team) -> "team." + (team == null ? "none" : team.toString());
            case Nobody() -> "nobody";
        };
    }

    /** Null when it can't be understood. */
    static @Nullable Whose of(String key) {
        if (key.isEmpty() || key.equals("all")) {
            return new Everybody();
        }
        if (key.equals("nobody")) {
            return new Nobody();
        }
        if (key.equals("team.none")) {
            return new OfTeam(null);
        }
        var dot = key.indexOf('.');
        try {
            var id = UUID.fromString(key.substring(dot + 1));
            return switch (dot < 0 || key.length() - dot != 37 ? "" : key.substring(0, dot)) {
                case "line" -> new Line(new MemberId(id));
                case "member" -> new Alone(new MemberId(id));
                case "team" -> new OfTeam(new TeamId(id));
                default -> null;
            };
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
