package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.ORDER_DOCUMENT;
import static io.diabolo.jooq.Tables.SALES_ORDER;

import io.diabolo.jooq.tables.records.SalesOrderRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Files;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.Records;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What becomes of an order: found complete, delivered, invoiced or called off; and the documents that belong to it. */
@Service
class Orders {
    static final int MOST_BYTES = 25_000_000;
    static final int MOST_MEGABYTES = MOST_BYTES / 1_000_000;

    /** To which states an order may go from where it is. */
    private static final Map<String, List<String>> WAYS = Map.of(
            "open", List.of("complete", "cancelled"),
            "complete", List.of("delivered", "invoiced", "open", "cancelled"),
            "delivered", List.of("invoiced", "complete"),
            "invoiced", List.of("delivered"),
            "cancelled", List.of("open"));

    private final DSLContext sql;
    private final Records records;
    private final OrderType type;
    private final ChangeSets changeSets;
    private final Files files;
    private final Clock clock;

    Orders(DSLContext sql, Records records, OrderType type, ChangeSets changeSets, Files files, Clock clock) {
        this.sql = sql;
        this.records = records;
        this.type = type;
        this.changeSets = changeSets;
        this.files = files;
        this.clock = clock;
    }

    record Document(UUID id, UUID file, String kind, String name) {}

    /** @param missing the names of the fields that it lacks */
    record Whole(SalesOrderRecord order, List<Document> documents, List<String> missing) {
        List<String> ways() {
            return WAYS.getOrDefault(order.getState(), List.of());
        }

        /** Whether going there takes back what was said before. */
        boolean isBack(String way) {
            return OrderType.STATES.indexOf(way) < OrderType.STATES.indexOf(order.getState());
        }

        /** Whether it may be delivered or invoiced from here. */
        boolean isDatedNext() {
            return ways().stream()
                    .anyMatch(way -> List.of("delivered", "invoiced").contains(way) && !isBack(way));
        }
    }

    /** The answer to "it is there now". */
    sealed interface Moved {
        record Done(UUID changeSet) implements Moved {}

        /** It was there already. */
        record Unchanged() implements Moved {}

        /** It can't be delivered or invoiced while this is missing. */
        record Incomplete(List<String> missing) implements Moved {}

        /** From where it is there is no way to there. */
        record NoWay() implements Moved {}
    }

    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public Whole get(UUID id, Actor me) {
        records.get(type, id, me);
        return whole(sql.selectFrom(SALES_ORDER).where(SALES_ORDER.ID.eq(id)).fetchSingle());
    }

    private Whole whole(SalesOrderRecord order) {
        var documents = sql.selectFrom(ORDER_DOCUMENT)
                .where(ORDER_DOCUMENT.ORDER_ID.eq(order.getId()))
                .and(ORDER_DOCUMENT.REMOVED_AT.isNull())
                .orderBy(ORDER_DOCUMENT.ADDED_AT, ORDER_DOCUMENT.ID)
                .fetch(row -> new Document(row.getId(), row.getFileId(), row.getKind(), row.getName()));
        var hasPurchaseOrder = documents.stream().anyMatch(one -> one.kind().equals("purchase_order"));
        return new Whole(order, documents, OrderCheck.missing(order, hasPurchaseOrder));
    }

    /**
     * @param on when it was delivered or invoiced; else it doesn't matter
     * @param invoice the number of the invoice, where it is invoiced
     */
    @Transactional
    public Moved move(UUID id, String to, LocalDate on, String invoice, @Nullable Integer version, Actor me) {
        me.mayWrite();
        records.get(type, id, me);
        var order = sql.selectFrom(SALES_ORDER)
                .where(SALES_ORDER.ID.eq(id))
                .forUpdate()
                .fetchSingle();
        if (order.getState().equals(to)) {
            return new Moved.Unchanged();
        }
        if (version != null && !version.equals(order.getVersion())) {
            throw new StaleVersion(version, order.getVersion());
        }
        var whole = whole(order);
        if (!whole.ways().contains(to)) {
            return new Moved.NoWay();
        }
        var needs = !to.equals("open") && !to.equals("cancelled");
        if (needs && !whole.missing().isEmpty()) {
            return new Moved.Incomplete(whole.missing());
        }
        if (to.equals("invoiced") && invoice.isBlank()) {
            throw new BadInput("invoice_number", "order.fault.invoice");
        }
        var before = values(order);
        order.setState(to);
        order.setCompletedOn(
                !needs
                        ? null
                        : order.getCompletedOn() != null
                                ? order.getCompletedOn()
                                : LocalDate.ofInstant(clock.instant(), me.zone()));
        order.setDeliveredOn(
                switch (to) {
                    case "delivered" -> order.getDeliveredOn() == null ? on : order.getDeliveredOn();
                    case "invoiced" -> order.getDeliveredOn();
                    default -> null;
                });
        order.setInvoicedOn(to.equals("invoiced") ? on : null);
        order.setInvoiceNumber(to.equals("invoiced") ? invoice : null);
        return new Moved.Done(write(order, before, "sales_order." + to, me));
    }

    private static Map<String, @Nullable Object> values(SalesOrderRecord order) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("state", order.getState());
        values.put("completed_on", order.getCompletedOn());
        values.put("delivered_on", order.getDeliveredOn());
        values.put("invoiced_on", order.getInvoicedOn());
        values.put("invoice_number", order.getInvoiceNumber());
        return values;
    }

    private UUID write(SalesOrderRecord order, Map<String, @Nullable Object> before, String action, Actor me) {
        var changeSet = changeSets.open(me, action, order.getName());
        order.setVersion(order.getVersion() + 1);
        order.setUpdatedAt(clock.instant().atOffset(ZoneOffset.UTC));
        order.update();
        changeSets.updated(changeSet, type.id(), order.getId(), before, values(order));
        return changeSet;
    }

    /** Keeps a document with the order. @throws BadInput when it is empty or too large */
    @Transactional
    public UUID keep(UUID id, String kind, String name, String contentType, byte[] content, Actor me) {
        me.mayWrite();
        var order = get(id, me).order();
        if (content.length == 0) {
            throw new BadInput("file", "order.fault.empty");
        }
        if (content.length > MOST_BYTES) {
            throw new BadInput("file", "order.fault.large", MOST_MEGABYTES);
        }
        if (!List.of("purchase_order", "other").contains(kind)) {
            throw new BadInput("kind", "contract.fault.choice");
        }
        var file = files.keep(name, contentType, new ByteArrayInputStream(content));
        var changeSet = changeSets.open(me, "sales_order.document", order.getName());
        var document = sql.insertInto(ORDER_DOCUMENT)
                .set(ORDER_DOCUMENT.ORDER_ID, id)
                .set(ORDER_DOCUMENT.FILE_ID, file.id())
                .set(ORDER_DOCUMENT.KIND, kind)
                .set(ORDER_DOCUMENT.NAME, name)
                .set(ORDER_DOCUMENT.MEMBER_ID, me.member().value())
                .set(ORDER_DOCUMENT.CREATED_IN, changeSet)
                .returningResult(ORDER_DOCUMENT.ID)
                .fetchSingle()
                .value1();
        changeSets.created(changeSet, "order_document", document);
        return changeSet;
    }

    @Transactional
    public UUID remove(UUID id, UUID document, Actor me) {
        me.mayWrite();
        var order = get(id, me).order();
        var row = sql.selectFrom(ORDER_DOCUMENT)
                .where(ORDER_DOCUMENT.ID.eq(document))
                .and(ORDER_DOCUMENT.ORDER_ID.eq(id))
                .and(ORDER_DOCUMENT.REMOVED_AT.isNull())
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord("document", document));
        var changeSet = changeSets.open(me, "sales_order.document-removed", order.getName());
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        row.setRemovedAt(now);
        row.update();
        var before = new HashMap<String, @Nullable Object>();
        before.put("removed_at", null);
        changeSets.updated(changeSet, "order_document", document, before, Map.of("removed_at", now));
        return changeSet;
    }
}
