package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.PRODUCT;
import static io.diabolo.jooq.Tables.WHITESPACE_REFUSAL;
import static org.jooq.impl.DSL.val;

import io.diabolo.offers.OpportunityProducts;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a group of companies has of all that is sold, and what not: products by the customer and its subsidiaries. It follows
 * from contracts and open deals; only that something isn't wanted has to be said.
 */
@Service
class Whitespace {
    static final int LONGEST = 500;
    private static final int PRODUCTS = 40;
    private static final int ENTITIES = 40;
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final AccountType type;
    private final ChangeSets changeSets;
    private final OpportunityProducts products;
    private final io.diabolo.platform.Workspaces workspaces;
    private final Clock clock;

    Whitespace(
            DSLContext sql,
            Records records,
            RecordTypes types,
            AccountType type,
            ChangeSets changeSets,
            OpportunityProducts products,
            io.diabolo.platform.Workspaces workspaces,
            Clock clock) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.type = type;
        this.changeSets = changeSets;
        this.products = products;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    enum State {
        BOUGHT,
        OFFERED,
        POSSIBLE,
        REFUSED;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param reason why it isn't wanted; else empty
     * @param path of the contract or the deal; else empty
     */
    record Cell(State state, String reason, String path) {
        static final Cell POSSIBLE = new Cell(State.POSSIBLE, "", "");
    }

    record Product(UUID id, String name) {}

    /** @param cells in the order of the products */
    record Entity(UUID id, String name, List<Cell> cells) {}

    /** @param more products that aren't shown, for there are too many */
    record Grid(List<Product> products, List<Entity> entities, int more) {
        long count(State state) {
            return entities.stream()
                    .flatMap(one -> one.cells().stream())
                    .filter(cell -> cell.state() == state)
                    .count();
        }
    }

    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public Grid of(UUID account, Actor me) {
        records.get(type, account, me);
        var all = sql.select(PRODUCT.ID, PRODUCT.NAME)
                .from(PRODUCT)
                .where(PRODUCT.DELETED_AT.isNull())
                .orderBy(PRODUCT.NAME_KEY, PRODUCT.ID)
                .limit(PRODUCTS + 1)
                .fetch(row -> new Product(row.value1(), row.value2()));
        var shown = all.subList(0, Math.min(PRODUCTS, all.size()));
        var group = group(account);
        var cells = cells(List.copyOf(group.keySet()));
        var entities = new ArrayList<Entity>();
        group.forEach((id, name) -> entities.add(new Entity(
                id,
                name,
                shown.stream()
                        .map(product -> cells.getOrDefault(id + "/" + product.id(), Cell.POSSIBLE))
                        .toList())));
        var count = all.size() > PRODUCTS ? sql.fetchCount(PRODUCT, PRODUCT.DELETED_AT.isNull()) - PRODUCTS : 0;
        return new Grid(List.copyOf(shown), entities, count);
    }

    /** The customer first, then its subsidiaries and theirs. */
    private Map<UUID, String> group(UUID account) {
        var all = new LinkedHashMap<UUID, String>();
        sql.fetch("""
                with recursive entity (id, name, name_key, depth) as (
                    select id, name, name_key, 0 from company where id = {0}
                    union
                    select c.id, c.name, c.name_key, e.depth + 1
                    from entity e join company c on c.parent_id = e.id and c.deleted_at is null
                    where e.depth < 6)
                select id, min(name) from entity group by id order by min(depth), min(name_key), id limit {1}
                """, val(account), val(ENTITIES))
                .forEach(row -> all.put(row.get(0, UUID.class), row.get(1, String.class)));
        return all;
    }

    /** The strongest of what is known of each: bought, offered, refused. */
    private Map<String, Cell> cells(List<UUID> entities) {
        var all = new HashMap<String, Cell>();
        var ids = val(entities.toArray(UUID[]::new));
        sql.fetch("""
                select company_id, product_id, reason from whitespace_refusal where company_id = any ({0})
                """, ids).forEach(row -> all.put(key(row), new Cell(State.REFUSED, row.get(2, String.class), "")));
        sql.fetch("""
                select o.company_id, p.product_id, min(o.id::text)
                from opportunity o join opportunity_product p on p.opportunity_id = o.id
                where o.company_id = any ({0}) and o.deleted_at is null and o.stage in ('discovery', 'proposal', 'closing')
                group by o.company_id, p.product_id
                """, ids)
                .forEach(row -> all.put(key(row), new Cell(State.OFFERED, "", "/opportunities/" + row.get(2))));
        sql.fetch("""
                select c.company_id, l.product_id, min(c.id::text)
                from contract c join contract_line l on l.contract_id = c.id
                where c.company_id = any ({0}) and c.deleted_at is null and c.state = 'running' and l.product_id is not null
                  and l.from_on <= {1} and (l.until_on is null or l.until_on > {1})
                group by c.company_id, l.product_id
                """, ids, val(today()))
                .forEach(row -> all.put(key(row), new Cell(State.BOUGHT, "", "/contracts/" + row.get(2))));
        return all;
    }

    private static String key(org.jooq.Record row) {
        return row.get(0) + "/" + row.get(1);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), workspaces.settings().zone());
    }

    /** @throws BadInput without a reason, or for what isn't in the grid */
    @Transactional
    public UUID refuse(UUID account, UUID entity, UUID product, String reason, Actor me) {
        var name = checked(account, entity, product, me);
        var why = reason.strip();
        if (why.isEmpty() || why.length() > LONGEST || why.indexOf('\0') >= 0) {
            throw new BadInput("reason", "whitespace.fault.reason", LONGEST);
        }
        var changeSet = changeSets.open(me, "whitespace.refused", name);
        var present = sql.selectFrom(WHITESPACE_REFUSAL)
                .where(WHITESPACE_REFUSAL.COMPANY_ID.eq(entity))
                .and(WHITESPACE_REFUSAL.PRODUCT_ID.eq(product))
                .forUpdate()
                .fetchOne();
        if (present != null) {
            changeSets.updated(
                    changeSet,
                    "whitespace_refusal",
                    present.getId(),
                    Map.of("reason", present.getReason()),
                    Map.of("reason", why));
            present.setReason(why);
            present.update();
            return changeSet;
        }
        var id = sql.insertInto(WHITESPACE_REFUSAL)
                .set(WHITESPACE_REFUSAL.COMPANY_ID, entity)
                .set(WHITESPACE_REFUSAL.PRODUCT_ID, product)
                .set(WHITESPACE_REFUSAL.REASON, why)
                .set(WHITESPACE_REFUSAL.MEMBER_ID, me.member().value())
                .set(WHITESPACE_REFUSAL.AT, clock.instant().atOffset(ZoneOffset.UTC))
                .set(WHITESPACE_REFUSAL.CREATED_IN, changeSet)
                .onConflict(
                        WHITESPACE_REFUSAL.WORKSPACE_ID, WHITESPACE_REFUSAL.COMPANY_ID, WHITESPACE_REFUSAL.PRODUCT_ID)
                .doUpdate()
                .set(WHITESPACE_REFUSAL.REASON, why)
                .returningResult(WHITESPACE_REFUSAL.ID)
                .fetchSingle()
                .value1();
        changeSets.created(changeSet, "whitespace_refusal", id);
        return changeSet;
    }

    /** It may be offered again. */
    @Transactional
    public void allow(UUID account, UUID entity, UUID product, Actor me) {
        var changeSet = changeSets.open(me, "whitespace.allowed", checked(account, entity, product, me));
        var gone = sql.deleteFrom(WHITESPACE_REFUSAL)
                .where(WHITESPACE_REFUSAL.COMPANY_ID.eq(entity))
                .and(WHITESPACE_REFUSAL.PRODUCT_ID.eq(product))
                .execute();
        changeSets.count(changeSet, 0, 0, gone);
    }

    /** Opens the sale of it, in the expansion pipeline; the one that is open where there is one. @return the opportunity */
    @Transactional
    public UUID offer(UUID account, UUID entity, UUID product, Actor me) {
        var name = checked(account, entity, product, me);
        // Of two who open it at once the second waits here, and finds the first's.
        sql.fetch("select from company where id = {0} for no key update", val(entity));
        var open = sql.fetchOne("""
                select o.id from opportunity o join opportunity_product p on p.opportunity_id = o.id
                where o.company_id = {0} and p.product_id = {1} and o.deleted_at is null
                  and o.stage in ('discovery', 'proposal', 'closing') order by o.id limit 1
                """, val(entity), val(product));
        if (open != null) {
            return Objects.requireNonNull(open.get(0, UUID.class));
        }
        var changeSet = changeSets.open(me, "whitespace.offered", name);
        var input = new HashMap<String, @Nullable Object>();
        input.put("name", name);
        input.put("type", "cross_sell");
        input.put("pipeline", "expansion");
        input.put("company", entity.toString());
        input.put("source", "expansion");
        input.put("channel", "outbound");
        input.put("owner", me.member().value().toString());
        var deal = records.createAlong(
                types.byId("opportunity").orElseThrow(), input, changeSet, AccountRights.everywhere(me));
        products.addAlong(deal, product, changeSet);
        return deal;
    }

    /** @return what the cell is called: the entity and the product */
    private String checked(UUID account, UUID entity, UUID product, Actor me) {
        AccountRights.work(me);
        records.get(type, account, me);
        var name = group(account).get(entity);
        var what = sql.select(PRODUCT.NAME)
                .from(PRODUCT)
                .where(PRODUCT.ID.eq(product))
                .and(PRODUCT.DELETED_AT.isNull())
                .fetchOne(PRODUCT.NAME);
        if (name == null || what == null) {
            throw new BadInput("product", "whitespace.fault.cell");
        }
        return name + " · " + what;
    }
}
