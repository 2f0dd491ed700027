package io.diabolo.configuration;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.SavedViews;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The lists that are kept for everybody, by record type and name: {@code company.Key accounts}. */
@Component
class SavedViewSection implements ConfigurationSection<SavedViewSection.View> {
    private final SavedViews views;
    private final RecordTypes types;
    private final Portable portable;

    SavedViewSection(SavedViews views, RecordTypes types, Portable portable) {
        this.views = views;
        this.types = types;
        this.portable = portable;
    }

    /** @param query the list's address behind the question mark, decoded */
    record View(String query) {}

    @Override
    public String id() {
        return "saved_views";
    }

    @Override
    public int order() {
        return 80;
    }

    @Override
    public Class<View> shape() {
        return View.class;
    }

    @Override
    public Map<String, View> items() {
        var all = new java.util.LinkedHashMap<String, View>();
        for (var one : views.shared()) {
            // A list of what only this workspace has, such as one company's people, is no setting.
            var query = portable.written(one.query());
            if (query != null) {
                all.putIfAbsent(one.type() + "." + one.name(), new View(query));
            }
        }
        return all;
    }

    @Override
    public void apply(String key, View wanted, Actor me) {
        var dot = key.indexOf('.');
        var type = types.byId(dot < 0 ? key : key.substring(0, dot))
                .orElseThrow(() -> new BadInput("", "configuration.fault.record-type"));
        views.share(type, key.substring(dot + 1), portable.local(wanted.query(), "query"), me);
    }

    @Override
    public boolean remove(String key, Actor me) {
        var dot = key.indexOf('.');
        views.unshare(key.substring(0, Math.max(0, dot)), key.substring(dot + 1), me);
        return true;
    }

    @Override
    public boolean isSetBack() {
        return true;
    }

    @Override
    public Set<String> actions() {
        return Set.of("view.");
    }
}
