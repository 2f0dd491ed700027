package io.diabolo.hiring;

import io.diabolo.hiring.HiringSettings.Settings;
import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Stage;
import io.diabolo.organisation.Position;
import io.diabolo.platform.Texts;
import io.diabolo.platform.Workspaces;
import io.diabolo.roles.CanonicalRole;
import io.diabolo.web.Ui;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Writes a job description's text from what the position really holds: its role, stages, hand-offs, segment, team, languages. */
@Component
class WriteDescription {
    private final Missions missions;
    private final HiringSettings settings;
    private final Workspaces workspaces;
    private final Texts texts;
    private final Clock clock;

    WriteDescription(Missions missions, HiringSettings settings, Workspaces workspaces, Texts texts, Clock clock) {
        this.missions = missions;
        this.settings = settings;
        this.workspaces = workspaces;
        this.texts = texts;
        this.clock = clock;
    }

    /** The role's title as it is advertised. */
    String title(CanonicalRole role, Locale locale, InclusiveForm form) {
        var title = texts.text(locale, role(role) + "title");
        return locale.getLanguage().equals("fr") ? form.title(title) : title;
    }

    /** Each part by its id. */
    Map<String, String> write(Position position, Locale locale, InclusiveForm form) {
        var ad = new Ad(position, locale, settings.present());
        var all = new LinkedHashMap<String, String>();
        for (var part : DescriptionPart.values()) {
            var lines = switch (part) {
                case INTRO -> intro(ad);
                case MISSIONS -> missions(ad);
                case GOALS -> goals(ad);
                case COLLEAGUES -> colleagues(ad);
                case PROFILE -> profile(ad);
                case OFFER -> offer(ad);
                case PROCESS -> process(ad);
                case LEGAL -> legal(ad);
            };
            all.put(part.id(), form.apply(String.join("\n", lines)));
        }
        return all;
    }

    private final class Ad {
        private final Position position;
        private final Locale locale;
        private final Settings settings;

        Ad(Position position, Locale locale, Settings settings) {
            this.position = position;
            this.locale = locale;
            this.settings = settings;
        }

        String t(String key, Object... args) {
            return texts.text(locale, key, args);
        }

        String ofRole(String key) {
            return t(role(position.role()) + key);
        }

        String list(List<String> words) {
            return words.size() < 2
                    ? String.join("", words)
                    : t("hiring.text.and", String.join(", ", words.subList(0, words.size() - 1)), words.getLast());
        }
    }

    private static String role(CanonicalRole role) {
        return "hiring.role." + role.id() + ".";
    }

    private List<String> intro(Ad ad) {
        var position = ad.position;
        var all = new ArrayList<String>();
        if (!ad.settings.about(ad.locale).isBlank()) {
            all.add(ad.settings.about(ad.locale).strip());
        }
        var house = workspaces.settings().name();
        var team = Objects.requireNonNullElse(position.teamName(), "");
        all.add(team.isEmpty() ? ad.t("hiring.text.why", house) : ad.t("hiring.text.why.team", house, team));
        all.add(ad.ofRole("intro"));
        if (!position.segments().isEmpty()) {
            all.add(ad.t(
                    "hiring.text.segments",
                    ad.list(position.segments().stream()
                            .map(one -> ad.t("hiring.text.segment." + one))
                            .toList())));
        }
        if (position.channels().size() == 1) {
            all.add(ad.t("hiring.text.channel." + position.channels().getFirst()));
        }
        if (position.territory() != null) {
            all.add(ad.t("hiring.text.territory", position.territory()));
        }
        return all;
    }

    /** Those of the stages that the position holds; a stage that isn't its role's usual one is told apart. */
    private List<String> missions(Ad ad) {
        var held = ad.position.stages().stream().map(Stage::id).toList();
        var all = new ArrayList<String>();
        for (var mission : missions.of(ad.position.role(), held)) {
            all.add("- " + ad.ofRole("mission." + mission));
        }
        for (var stage : missions.beyond(ad.position.role(), held)) {
            all.add("- " + ad.t("hiring.text.stage." + stage));
        }
        return all;
    }

    private List<String> goals(Ad ad) {
        var position = ad.position;
        var all = new ArrayList<String>();
        for (var i = 1; i <= 3; i++) {
            all.add("- " + ad.ofRole("goal." + i));
        }
        if (position.quota() != null) {
            var money = Ui.detached(
                            texts, clock, ad.locale, workspaces.settings().zone())
                    .money(position.quota());
            all.add("- " + ad.t("hiring.text.quota", money));
        }
        if (position.rampMonths() != null && position.rampMonths() > 0) {
            all.add("- " + ad.t("hiring.text.ramp", position.rampMonths()));
        }
        all.add("");
        var role = "roles." + position.role().id();
        all.add(ad.t("hiring.text.measured", small(ad.t(role + ".measured"))));
        all.add(ad.t("hiring.text.not-measured", small(ad.t(role + ".not-measured"))));
        return all;
    }

    /** What stands alone in the catalogue stands in a sentence here; abbreviations stay. */
    private static String small(String text) {
        return text.length() > 1 && Character.isLowerCase(text.charAt(1))
                ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1)
                : text;
    }

    private List<String> colleagues(Ad ad) {
        var position = ad.position;
        var all = new ArrayList<String>();
        if (position.managerName() != null) {
            all.add(ad.t("hiring.text.manager", position.managerName()));
        }
        var desk = position.role().desk();
        for (var kind : HandoffKind.values()) {
            if (kind.to().contains(desk) && !kind.from().equals(List.of(desk))) {
                all.add("- " + ad.t("hiring.text.receives", handoff(kind, ad), roles(kind.from(), "from", desk, ad)));
            }
        }
        for (var kind : HandoffKind.values()) {
            if (kind.from().contains(desk) && !kind.to().equals(List.of(desk))) {
                all.add("- " + ad.t("hiring.text.hands", handoff(kind, ad), roles(kind.to(), "to", desk, ad)));
            }
        }
        if (all.size() < 2) {
            all.add(ad.t("hiring.text.everybody"));
        }
        return all;
    }

    private static String handoff(HandoffKind kind, Ad ad) {
        return ad.t("hiring.text.handoff." + kind.id());
    }

    /** French says the preposition before each of them. */
    private static String roles(List<String> desks, String way, String without, Ad ad) {
        return ad.list(desks.stream()
                .filter(one -> !one.equals(without))
                .map(one -> ad.t("hiring.text.team." + way, ad.t("hiring.text.desk." + one)))
                .toList());
    }

    private List<String> profile(Ad ad) {
        var all = new ArrayList<String>();
        for (var i = 1; i <= 3; i++) {
            all.add("- " + ad.ofRole("profile." + i));
        }
        if (!ad.position.languages().isEmpty()) {
            all.add("- "
                    + ad.t(
                            "hiring.text.languages",
                            ad.list(ad.position.languages().stream()
                                    .map(one -> Locale.of(one).getDisplayLanguage(ad.locale))
                                    .toList())));
        }
        all.add("");
        all.add(ad.t("hiring.text.apply-anyway"));
        return all;
    }

    private List<String> offer(Ad ad) {
        var all = new ArrayList<String>();
        if (!ad.settings.perks(ad.locale).isBlank()) {
            all.add(ad.settings.perks(ad.locale).strip());
        }
        if (ad.position.share() < 100) {
            all.add("- " + ad.t("hiring.text.share", ad.position.share()));
        }
        all.add("- " + ad.t("hiring.text.range"));
        all.add("- " + ad.t("hiring.text.welcome"));
        return all;
    }

    private List<String> process(Ad ad) {
        var all = new ArrayList<String>();
        for (var i = 1; i <= 4; i++) {
            all.add(i + ". " + ad.t("hiring.text.step." + i));
        }
        all.add("");
        all.add(ad.t("hiring.text.past-pay"));
        return all;
    }

    private List<String> legal(Ad ad) {
        var all = new ArrayList<String>();
        all.add(ad.t("hiring.text.equal"));
        all.add(ad.t("hiring.text.pay-criteria"));
        if (!ad.settings.agreement().isBlank()) {
            all.add(ad.t("hiring.text.agreement", ad.settings.agreement().strip()));
        }
        var contact = ad.settings.contact().strip();
        all.add(
                contact.isEmpty()
                        ? ad.t("hiring.text.data", workspaces.settings().name(), ad.settings.months())
                        : ad.t(
                                "hiring.text.data.contact",
                                workspaces.settings().name(),
                                ad.settings.months(),
                                contact));
        return all;
    }
}
