package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.TARGET_LIST;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.records.Bulk;
import io.diabolo.records.BulkAction;
import io.diabolo.records.Lists;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.servlet.ModelAndView;

/** Companies or people chosen in a list, or all that match it, are put on a target list. */
@Component
@Order(10)
class PutOnList implements BulkAction {
    private static final int OFFERED = 100;
    private final DSLContext sql;
    private final RecordTypes types;
    private final Lists all;
    private final TargetLists lists;

    PutOnList(DSLContext sql, RecordTypes types, Lists all, TargetLists lists) {
        this.sql = sql;
        this.types = types;
        this.all = all;
        this.lists = lists;
    }

    @Override
    public boolean takes(RecordType type) {
        return Set.of("company", "person").contains(type.id());
    }

    @Override
    public String id() {
        return "target-list";
    }

    @Override
    public String label() {
        return "target-list.put-on";
    }

    /**
     * All that the question shows.
     *
     * @param lists those that may be chosen, by id
     */
    record Asked(Bulk.Wanted wanted, String query, Map<UUID, String> lists) {
        String path() {
            return "/lists/entries";
        }
    }

    @Override
    @Transactional(readOnly = true)
    public ModelAndView ask(Bulk.Wanted wanted, String query, Ui ui) {
        var holds = types.byPlural(wanted.plural()).id();
        return new ModelAndView(
                "prospecting/putOnList", Map.of("page", new Asked(wanted, query, offered(holds, ui.me()))));
    }

    private Map<UUID, String> offered(String holds, Actor me) {
        var found = new LinkedHashMap<UUID, String>();
        sql.select(TARGET_LIST.ID, TARGET_LIST.NAME)
                .from(TARGET_LIST)
                .where(TARGET_LIST.HOLDS.eq(holds))
                .and(TARGET_LIST.KIND.eq("static"))
                .and(TARGET_LIST.DELETED_AT.isNull())
                .and(Visible.to(me, types.byId("target_list").orElseThrow()))
                .orderBy(TARGET_LIST.CREATED_AT.desc(), TARGET_LIST.ID.desc())
                .limit(OFFERED)
                .forEach(row -> found.put(row.value1(), row.value2()));
        return found;
    }

    /** @param list where to; null: a new one of this name */
    @Transactional
    public TargetLists.Put put(
            Bulk.Wanted wanted, @org.jspecify.annotations.Nullable UUID list, String name, Actor me) {
        var type = types.byPlural(wanted.plural());
        var to = list == null
                ? lists.make(Map.of("name", name, "holds", type.id()), me).list()
                : list;
        return lists.putAll(to, chosen(type, wanted, me), me);
    }

    private Select<Record1<UUID>> chosen(RecordType type, Bulk.Wanted wanted, Actor me) {
        if (!wanted.ids().isEmpty()) {
            return select(DSL.field("chosen.id", UUID.class))
                    .from(DSL.sql(
                            "unnest({0}::uuid[]) as chosen (id)",
                            val(wanted.ids().toArray(UUID[]::new))));
        }
        var parameters = new LinkedHashMap<String, List<String>>();
        wanted.parameters().forEach((key, value) -> parameters.put(key, List.of(value)));
        parameters.remove("cursor");
        return all.ids(all.parse(type, parameters, me), me);
    }
}
