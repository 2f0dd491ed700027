package io.diabolo.mail;

import java.util.regex.Pattern;

/** The simple HTML of a plain text: paragraphs, line ends, links. */
final class PlainHtml {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\"'.,;:!?)»\\]]");

    private PlainHtml() {}

    static String of(String text) {
        var html = new StringBuilder("<!doctype html><html><body>");
        for (var paragraph : text.split("\n{2,}")) {
            html.append("<p>").append(lines(paragraph)).append("</p>");
        }
        return html.append("</body></html>").toString();
    }

    private static String lines(String paragraph) {
        var html = new StringBuilder();
        var links = LINK.matcher(paragraph);
        var from = 0;
        while (links.find()) {
            html.append(escaped(paragraph.substring(from, links.start())));
            var link = escaped(links.group());
            html.append("<a href=\"").append(link).append("\">").append(link).append("</a>");
            from = links.end();
        }
        return html.append(escaped(paragraph.substring(from))).toString().replace("\n", "<br>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
