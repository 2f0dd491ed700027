package io.diabolo.mentions;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.MENTION;
import static org.jooq.impl.DSL.noCondition;

import io.diabolo.identity.Member;
import io.diabolo.identity.Members;
import io.diabolo.mentions.Mention.Reach;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Members whom others name with an @ in what they write. Whoever keeps the text asks for it in the same transaction; that the
 * member is told is a consequence ({@link Mentioned}), and only for who may see what it is written on.
 */
@Service
public class Mentions {
    private static final int OFFERED = 8;
    private final DSLContext sql;
    private final Members members;
    private final RecordTypes types;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Mentions(DSLContext sql, Members members, RecordTypes types, ApplicationEventPublisher events, Clock clock) {
        this.sql = sql;
        this.members = members;
        this.types = types;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A text and what it is.
     *
     * @param type what kind of text, such as {@code activity}; with the id it tells texts apart
     * @param changeSet the command that wrote it; null where no command is kept
     */
    public record Written(
            String type, UUID text, String body, @Nullable UUID changeSet) {}

    /** A record on which a text stands, and the page where it is read. */
    public record Place(String recordType, UUID record, String path) {}

    /**
     * The same for a text that stands on records: who may see one of them is told, and led to the first that they see.
     *
     * @return whom it names, those too who aren't told
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Mention> keep(Written text, List<Place> places, Actor me) {
        return keep(text, reader -> seen(places, reader), me);
    }

    /** The first of these that a reader may see; null when they see none. */
    @Transactional(propagation = Propagation.MANDATORY)
    public @Nullable Place seen(List<Place> places, Actor reader) {
        return places.stream().filter(place -> sees(place, reader)).findFirst().orElse(null);
    }

    /**
     * Notes whom a text names now; whom it named before and doesn't any more is forgotten, and nobody is told twice.
     *
     * @param shown where a member reads it; null for who may not
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Mention> keep(Written text, Function<Actor, @Nullable Place> shown, Actor me) {
        var found = text.body().indexOf('@') < 0
                ? List.<MentionText.Found>of()
                : MentionText.read(text.body(), members.owners());
        sql.deleteFrom(MENTION)
                .where(MENTION.TEXT_TYPE.eq(text.type()))
                .and(MENTION.TEXT_ID.eq(text.text()))
                .and(
                        found.isEmpty()
                                ? noCondition()
                                : MENTION.MEMBER_ID.notIn(found.stream()
                                        .map(one -> one.member().id().value())
                                        .toList()))
                .execute();
        return found.stream().map(one -> keep(text, one, shown, me)).toList();
    }

    private Mention keep(Written text, MentionText.Found one, Function<Actor, @Nullable Place> shown, Actor me) {
        var member = one.member();
        var place = member.isActive() && !member.id().equals(me.member()) ? shown.apply(reader(member)) : null;
        var reach = member.id().equals(me.member())
                ? Reach.OWN
                : !member.isActive() ? Reach.ABSENT : place == null ? Reach.UNSEEN : Reach.TOLD;
        sql.insertInto(MENTION)
                .set(MENTION.TEXT_TYPE, text.type())
                .set(MENTION.TEXT_ID, text.text())
                .set(MENTION.MEMBER_ID, member.id().value())
                .set(MENTION.WRITTEN, one.written())
                .set(MENTION.REACH, reach.id())
                .set(MENTION.CREATED_IN, text.changeSet())
                .onConflict(MENTION.WORKSPACE_ID, MENTION.TEXT_TYPE, MENTION.TEXT_ID, MENTION.MEMBER_ID)
                .doUpdate()
                .set(MENTION.WRITTEN, one.written())
                .set(MENTION.REACH, reach.id())
                .execute();
        if (place != null) {
            events.publishEvent(new Mentioned(
                    me.workspace(),
                    text.type(),
                    text.text(),
                    member.id(),
                    me.member(),
                    place.recordType(),
                    place.record(),
                    place.path(),
                    clock.instant()));
        }
        return new Mention(member.id(), member.name(), one.written(), reach);
    }

    private Actor reader(Member member) {
        return members.actor(member.id(), Origin.RULE, Scope.READ);
    }

    private boolean sees(Place place, Actor reader) {
        var type = types.byId(place.recordType()).orElse(null);
        return type != null && sees(type, place.record(), reader);
    }

    private boolean sees(RecordType type, UUID record, Actor reader) {
        var there = type.table().field("deleted_at") == null
                ? noCondition()
                : type.column("deleted_at", Object.class).isNull();
        return sql.fetchExists(sql.selectOne()
                .from(type.from())
                .where(type.column("id", UUID.class).eq(record))
                .and(there)
                .and(Visible.to(reader, type)));
    }

    /** Whom these texts name, by text; a text that names nobody is left out. */
    @Transactional(readOnly = true)
    public Map<UUID, List<Mention>> of(String type, Collection<UUID> texts) {
        if (texts.isEmpty()) {
            return Map.of();
        }
        return sql.select(MENTION.TEXT_ID, MENTION.MEMBER_ID, MEMBER.NAME, MENTION.WRITTEN, MENTION.REACH)
                .from(MENTION)
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(MENTION.WORKSPACE_ID))
                .and(MEMBER.ID.eq(MENTION.MEMBER_ID))
                .where(MENTION.TEXT_TYPE.eq(type))
                .and(MENTION.TEXT_ID.in(texts))
                .orderBy(MENTION.AT, MENTION.MEMBER_ID)
                .fetchGroups(
                        MENTION.TEXT_ID,
                        row -> new Mention(
                                new MemberId(row.get(MENTION.MEMBER_ID)),
                                row.get(MEMBER.NAME),
                                row.get(MENTION.WRITTEN),
                                Reach.of(row.get(MENTION.REACH))));
    }

    /** The same of one text. */
    @Transactional(readOnly = true)
    public List<Mention> of(String type, UUID text) {
        return of(type, List.of(text)).getOrDefault(text, List.of());
    }

    /** A member who may be meant, and whether they would be told. */
    record Option(Member member, String written, boolean sees) {
        String id() {
            return "mention-" + member.id();
        }
    }

    /** Who may be meant by what is typed after the @: by the beginning of a word of their name, or their address. */
    @Transactional(readOnly = true)
    public List<Option> options(String typed, @Nullable RecordType type, @Nullable UUID record, Actor me) {
        var wanted = MentionText.fold(typed.replace("\"", "").replace("\0", ""));
        var all = new LinkedHashSet<Member>();
        var named = members.named(wanted, OFFERED * 4);
        named.stream().filter(member -> begins(member, wanted)).forEach(all::add);
        all.addAll(named);
        return all.stream()
                .filter(Member::isActive)
                .filter(member -> !member.id().equals(me.member()))
                .limit(OFFERED)
                .map(member -> new Option(
                        member,
                        MentionText.written(member.name()),
                        type == null || record == null || sees(type, record, reader(member))))
                .toList();
    }

    private static boolean begins(Member member, String wanted) {
        return List.of(MentionText.fold(member.name()).split("[ -]", -1)).stream()
                .anyMatch(word -> word.startsWith(wanted));
    }
}
