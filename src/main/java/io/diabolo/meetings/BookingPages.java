package io.diabolo.meetings;

import io.diabolo.identity.Member;
import io.diabolo.identity.Members;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.web.Ui;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.servlet.ModelAndView;

/** Puts the page together on which a member books a meeting. */
@Component
class BookingPages {
    private static final int SHOWN_DAYS = 10;
    /** Of what a meeting may be. */
    private static final List<String> OF = List.of("lead", "person", "company", "opportunity");

    private final Hosts hosts;
    private final Members members;
    private final MeetingSettings settings;
    private final Records records;
    private final RecordTypes types;
    private final Agenda agenda;

    BookingPages(
            Hosts hosts, Members members, MeetingSettings settings, Records records, RecordTypes types, Agenda agenda) {
        this.hosts = hosts;
        this.members = members;
        this.settings = settings;
        this.records = records;
        this.types = types;
        this.agenda = agenda;
    }

    /** What was asked of the address, or typed into the form. */
    record Typed(Map<String, String> values) {
        String value(String name) {
            return values.getOrDefault(name, "");
        }

        MeetingKind kind() {
            return MeetingKind.named(value("kind")).orElse(MeetingKind.DISCOVERY);
        }

        @Nullable
        MemberId host() {
            var id = uuid("host");
            return id == null ? null : new MemberId(id);
        }

        @Nullable
        UUID uuid(String name) {
            try {
                return value(name).isBlank() ? null : UUID.fromString(value(name));
            } catch (IllegalArgumentException _) {
                return null;
            }
        }

        private @Nullable String text(String name) {
            var text = value(name);
            return text.isBlank() ? null : text.strip();
        }

        Wish wish() {
            var at = BookPages.instant(value("at"));
            if (at == null) {
                throw new BadInput("at", "booking.fault.at");
            }
            return new Wish(
                    kind(),
                    host(),
                    at,
                    uuid("lead"),
                    uuid("person"),
                    uuid("company"),
                    uuid("opportunity"),
                    text("subject"),
                    text("place"),
                    text("notes"),
                    values.containsKey("hand_over"));
        }
    }

    /**
     * All that the page shows.
     *
     * @param of the field of what the meeting is of, and its name and address
     * @param mayHandOver whether the lead can go over to the host with it
     */
    record BookingPage(
            Typed typed,
            String of,
            String label,
            String back,
            List<Member> hosts,
            List<Agenda.Day> days,
            String zone,
            String earlier,
            String later,
            boolean mayHandOver,
            boolean taken,
            Map<String, String> faults) {
        String fault(String name) {
            return faults.getOrDefault(name, "");
        }

        boolean isAt(String iso) {
            return iso.equals(typed.value("at"));
        }

        boolean isKind(MeetingKind kind) {
            return kind == typed.kind();
        }

        String from(String day) {
            return "/bookings/new?" + of + "=" + typed.value(of) + "&kind="
                    + typed.kind().id() + "&host=" + typed.value("host") + "&from=" + day;
        }
    }

    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public ModelAndView page(Typed typed, boolean taken, Map<String, String> faults, HttpStatus status, Ui ui) {
        var of =
                OF.stream().filter(name -> typed.uuid(name) != null).findFirst().orElse("");
        var type = of.isEmpty() ? null : types.byId(of).orElseThrow();
        var row = type == null ? null : records.get(type, Objects.requireNonNull(typed.uuid(of)), ui.me());
        var kind = typed.kind();
        var first = Objects.requireNonNullElse(BookPages.day(typed.value("from")), ui.today());
        var offered = offered(kind, of, ui);
        var page = new BookingPage(
                typed,
                of,
                row == null || type == null
                        ? ""
                        : Objects.toString(row.value(type.defaultColumns().getFirst()), ""),
                row == null || type == null ? "/meetings" : "/" + type.plural() + "/" + row.id(),
                offered,
                agenda.days(starts(typed, kind, first), ui.zone(), ui.locale()),
                ui.zone().getId(),
                first.isAfter(ui.today())
                        ? latest(first.minusDays(SHOWN_DAYS), ui.today()).toString()
                        : "",
                first.plusDays(SHOWN_DAYS).toString(),
                of.equals("lead") && kind.opensSale() && MeetingHandoffs.mayHandOver(ui.me()),
                taken,
                faults);
        return new ModelAndView("meetings/booking", Map.of("page", page), status);
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private List<Instant> starts(Typed typed, MeetingKind kind, LocalDate first) {
        var host = typed.host();
        if (host == null) {
            var pool = hosts.inTurn().stream().map(Member::id).toList();
            return hosts.free(pool, kind, first, SHOWN_DAYS);
        }
        return members.find(host) == null ? List.of() : hosts.free(host, kind, first, SHOWN_DAYS, null);
    }

    /** Who may hold it: those who sell, and who qualifies where the team wants it so; for what is no lead, everybody. */
    private List<Member> offered(MeetingKind kind, String of, Ui ui) {
        var all = new LinkedHashMap<MemberId, Member>();
        var everybody = !of.equals("lead") || kind != MeetingKind.DISCOVERY || settings.qualifierHolds();
        for (var member : members.active()) {
            if (Hosts.sells(member) || (everybody && member.id().equals(ui.me().member()))) {
                all.put(member.id(), member);
            }
        }
        return new ArrayList<>(all.values());
    }

    String moment(Instant at, Ui ui) {
        return agenda.moment(at, ui.zone(), ui.locale());
    }
}
