package io.diabolo.importing.reading;

import ezvcard.VCard;
import ezvcard.parameter.TelephoneType;
import ezvcard.property.Address;
import ezvcard.property.Email;
import ezvcard.property.Organization;
import ezvcard.property.Telephone;
import ezvcard.property.TextProperty;
import ezvcard.property.Url;
import ezvcard.util.TelUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a vCard says, in the columns of a table. Pictures, keys and what one programme alone understands stay out. */
final class Cards {
    static final List<String> HEADER = List.of(
            "UID",
            "Full Name",
            "First Name",
            "Last Name",
            "Company",
            "Job Title",
            "Email",
            "Email 2",
            "Phone",
            "Mobile Phone",
            "Street",
            "City",
            "Region",
            "Postal Code",
            "Country",
            "Website",
            "Categories",
            "Note",
            "Birthday");

    private Cards() {}

    static List<String> cells(VCard card) {
        var emails = emails(card);
        var name = card.getStructuredName();
        var cells = new ArrayList<String>();
        cells.add(card.getUid() == null ? "" : text(card.getUid().getValue()));
        cells.add(
                card.getFormattedName() == null
                        ? ""
                        : text(card.getFormattedName().getValue()));
        cells.add(name == null ? "" : text(name.getGiven()));
        cells.add(name == null ? "" : text(name.getFamily()));
        cells.add(first(card.getOrganizations().stream().map(Cards::company)));
        cells.add(first(titles(card)));
        cells.add(nth(emails, 0));
        cells.add(nth(emails, 1));
        cells.add(first(numbers(card, false)));
        cells.add(first(numbers(card, true)));
        cells.addAll(address(card));
        cells.add(first(card.getUrls().stream().map(Url::getValue)));
        cells.add(all(card.getCategoriesList().stream().flatMap(each -> each.getValues().stream()), ", "));
        cells.add(all(card.getNotes().stream().map(TextProperty::getValue), "\n"));
        cells.add(birthday(card));
        return cells;
    }

    private static String company(Organization organization) {
        return nth(organization.getValues(), 0);
    }

    private static Stream<String> titles(VCard card) {
        return Stream.concat(
                card.getTitles().stream().map(TextProperty::getValue),
                card.getRoles().stream().map(TextProperty::getValue));
    }

    /** The preferred one first, as the card says; addresses that aren't such are left out where there are others. */
    private static List<String> emails(VCard card) {
        var all = card.getEmails().stream()
                .sorted((a, b) -> Integer.compare(preference(a.getPref()), preference(b.getPref())))
                .map(Email::getValue)
                .map(Cards::text)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        var addresses = all.stream().filter(value -> value.indexOf('@') > 0).toList();
        return addresses.isEmpty() ? all : addresses;
    }

    private static int preference(@Nullable Integer preference) {
        return preference == null ? 101 : preference;
    }

    private static Stream<String> numbers(VCard card, boolean mobile) {
        return card.getTelephoneNumbers().stream()
                .filter(number -> !isFax(number) && isMobile(number) == mobile)
                .map(Cards::number);
    }

    private static boolean isMobile(Telephone number) {
        return number.getTypes().contains(TelephoneType.CELL);
    }

    private static boolean isFax(Telephone number) {
        return number.getTypes().contains(TelephoneType.FAX)
                || number.getTypes().contains(TelephoneType.PAGER);
    }

    private static String number(Telephone number) {
        TelUri uri = number.getUri();
        return text(uri == null ? number.getText() : uri.getNumber());
    }

    /** Where people are met on business, if the card tells it apart. */
    private static List<String> address(VCard card) {
        var addresses = card.getAddresses();
        var address = addresses.stream()
                .filter(each -> each.getTypes().stream()
                        .anyMatch(type -> type.getValue().equalsIgnoreCase("work")))
                .findFirst()
                .orElse(addresses.isEmpty() ? new Address() : addresses.getFirst());
        return List.of(
                text(address.getStreetAddress()),
                text(address.getLocality()),
                text(address.getRegion()),
                text(address.getPostalCode()),
                text(address.getCountry()));
    }

    private static String birthday(VCard card) {
        var birthday = card.getBirthday();
        return birthday == null || birthday.getDate() == null
                ? ""
                : birthday.getDate().toString().toLowerCase(Locale.ROOT).split("t")[0];
    }

    private static String first(Stream<String> values) {
        return values.map(Cards::text)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String all(Stream<String> values, String between) {
        return String.join(
                between,
                values.map(Cards::text)
                        .filter(value -> !value.isEmpty())
                        .distinct()
                        .toList());
    }

    private static String nth(List<String> values, int at) {
        return values.size() > at ? text(values.get(at)) : "";
    }

    /** A zero can't be stored as text anywhere. */
    private static String text(@Nullable String value) {
        return value == null ? "" : value.replace("\0", "").strip();
    }
}
