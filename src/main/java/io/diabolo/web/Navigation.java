package io.diabolo.web;

import io.diabolo.platform.Actor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The side bar, from the entries of all modules. */
record Navigation(
        List<NavigationEntry> entries,
        WorkspaceName name,
        Assets assets,
        @Nullable Bell bell) {
    /**
     * A group with the entries that the member sees.
     *
     * @param atFirst whether it stands open for somebody who never folded or opened it
     */
    record Section(NavigationGroup group, List<Link> links, boolean open, boolean atFirst) {}

    /** One entry as shown. */
    record Link(NavigationEntry entry, NavigationEntry.@Nullable Count count, boolean current) {}

    static Navigation none() {
        return new Navigation(List.of(), _ -> "Diabolo", Assets.none(), null);
    }

    String workspace(Actor me) {
        return name.name(me);
    }

    List<NavigationEntry> visible(Actor me) {
        return entries.stream()
                .filter(entry -> entry.visible().test(me))
                .sorted(Comparator.comparing(NavigationEntry::group).thenComparing(NavigationEntry::order))
                .toList();
    }

    /** @param turned the groups that the member folded or opened otherwise than they stand at first */
    List<Section> sections(Actor me, String path, Set<String> turned) {
        var seen = visible(me);
        var current = current(seen, path);
        var sections = new ArrayList<Section>();
        for (var group : NavigationGroup.values()) {
            var links = seen.stream()
                    .filter(entry -> entry.group() == group)
                    .map(entry -> new Link(
                            entry, entry.count().apply(me), entry.path().equals(current)))
                    .toList();
            if (!links.isEmpty()) {
                var atFirst = group.isOpenAtFirst(me);
                var open =
                        atFirst != turned.contains(group.id()) || links.stream().anyMatch(Link::current);
                sections.add(new Section(group, links, open, atFirst));
            }
        }
        return sections;
    }

    /** The entry with the longest path that leads to where we are: /leads/7f… lies under /leads. */
    private static @Nullable String current(List<NavigationEntry> seen, String path) {
        return seen.stream()
                .map(NavigationEntry::path)
                .filter(entry -> path.equals(entry) || path.startsWith(entry.equals("/") ? "//" : entry + "/"))
                .max(Comparator.comparingInt(String::length))
                .orElse(null);
    }
}
