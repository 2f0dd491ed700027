package io.diabolo.web;

import io.diabolo.platform.Actor;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the navigation, given by a module as a bean:
 * {@code NavigationEntry.of(ACQUIRE, 20, "/leads", "lead.nav").letter("l").counted(me -> Count.of(leads.open(me)))}.
 *
 * @param order among those of the group, in steps of ten
 * @param letter the key after {@code g} that goes there, or empty
 * @param post pressed, it posts (signing out) instead of leading somewhere
 * @param count read each time a whole page is drawn, so it has to be cheap; null shows no figure
 * @param later the address of a figure that isn't cheap: the page fetches it once it stands; empty for none
 * @param visible who sees the entry
 */
public record NavigationEntry(
        NavigationGroup group,
        int order,
        String path,
        String textKey,
        String letter,
        boolean post,
        Function<Actor, @Nullable Count> count,
        String later,
        Predicate<Actor> visible) {

    /** The figure beside an entry; late ones show red. */
    public record Count(long value, boolean late) {
        public static Count of(long value) {
            return new Count(value, false);
        }

        public static Count late(long value) {
            return new Count(value, value > 0);
        }
    }

    public static NavigationEntry of(NavigationGroup group, int order, String path, String textKey) {
        return new NavigationEntry(group, order, path, textKey, "", false, _ -> null, "", _ -> true);
    }

    public NavigationEntry letter(String key) {
        return new NavigationEntry(group, order, path, textKey, key, post, count, later, visible);
    }

    public NavigationEntry counted(Function<Actor, @Nullable Count> figure) {
        return new NavigationEntry(group, order, path, textKey, letter, post, figure, later, visible);
    }

    /** A figure that is fetched after the page, and again when something happened to the member. */
    public NavigationEntry countedLater(String address) {
        return new NavigationEntry(group, order, path, textKey, letter, post, count, address, visible);
    }

    public NavigationEntry visibleTo(Predicate<Actor> who) {
        return new NavigationEntry(group, order, path, textKey, letter, post, count, later, who);
    }

    public NavigationEntry posting() {
        return new NavigationEntry(group, order, path, textKey, letter, true, count, later, visible);
    }
}
