package io.diabolo.hiring;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A job description as a Word file (WordprocessingML, ISO/IEC 29500 transitional): headings, paragraphs, lists and one table,
 * which is all that it has. A library for it weighs more than the rest of the product's office formats (ADR 69).
 */
final class Docx {
    private static final String W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    /** Signs that XML has no way to write. */
    private static final Pattern UNWRITABLE =
            Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]|\\p{Cs}");

    private static final int BULLETS = 1;
    /** Each numbered list begins at one: a numbering of its own, from here on. */
    private static final int FIRST_STEPS = 2;

    private final StringBuilder body = new StringBuilder();
    private int lists = FIRST_STEPS;

    private Docx() {}

    static byte[] of(JobDocument doc) {
        var docx = new Docx();
        docx.write(doc);
        var files = new LinkedHashMap<String, String>();
        files.put("[Content_Types].xml", TYPES);
        files.put("_rels/.rels", RELATIONS);
        files.put("docProps/core.xml", core(doc));
        files.put("word/document.xml", docx.document());
        files.put("word/_rels/document.xml.rels", PARTS);
        files.put("word/styles.xml", STYLES.formatted(W, doc.locale().toLanguageTag()));
        files.put("word/numbering.xml", docx.numbering());
        return zipped(files);
    }

    private void write(JobDocument doc) {
        paragraph("Title", doc.title(), "");
        paragraph("Subtitle", doc.employer(), "");
        facts(doc);
        for (var part : doc.parts()) {
            paragraph("Heading1", part.heading(), "");
            for (var block : part.text().all()) {
                var number = block.isNumbered() ? lists++ : BULLETS;
                for (var line : block.lines()) {
                    if (block.isParagraph()) {
                        paragraph("", line, "");
                    } else {
                        paragraph(
                                "ListParagraph",
                                line,
                                "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"" + number + "\"/></w:numPr>");
                    }
                }
            }
        }
    }

    private void facts(JobDocument doc) {
        if (doc.facts().isEmpty()) {
            return;
        }
        body.append("<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr>")
                .append("<w:tblGrid><w:gridCol w:w=\"2600\"/><w:gridCol w:w=\"6400\"/></w:tblGrid>");
        for (var fact : doc.facts()) {
            body.append("<w:tr><w:tc><w:tcPr><w:tcW w:w=\"2600\" w:type=\"dxa\"/></w:tcPr>");
            paragraph("Label", fact.label(), "");
            body.append("</w:tc><w:tc><w:tcPr><w:tcW w:w=\"6400\" w:type=\"dxa\"/></w:tcPr>");
            paragraph("", fact.value(), "");
            body.append("</w:tc></w:tr>");
        }
        body.append("</w:tbl>");
    }

    private void paragraph(String style, String text, String more) {
        body.append("<w:p>");
        if (!style.isEmpty() || !more.isEmpty()) {
            body.append("<w:pPr>");
            if (!style.isEmpty()) {
                body.append("<w:pStyle w:val=\"").append(style).append("\"/>");
            }
            body.append(more).append("</w:pPr>");
        }
        body.append("<w:r><w:t xml:space=\"preserve\">").append(xml(text)).append("</w:t></w:r></w:p>");
    }

    private static String xml(String text) {
        return UNWRITABLE
                .matcher(text)
                .replaceAll("")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private String document() {
        return HEAD + "<w:document xmlns:w=\"" + W + "\"><w:body>" + body
                + "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\""
                + " w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>"
                + "</w:body></w:document>";
    }

    private String numbering() {
        var all = new StringBuilder(HEAD)
                .append("<w:numbering xmlns:w=\"")
                .append(W)
                .append("\">");
        all.append(LEVEL.formatted(0, "bullet", "•")).append(LEVEL.formatted(1, "decimal", "%1."));
        all.append("<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>");
        for (var i = FIRST_STEPS; i < lists; i++) {
            all.append("<w:num w:numId=\"")
                    .append(i)
                    .append("\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\">")
                    .append("<w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>");
        }
        return all.append("</w:numbering>").toString();
    }

    private static String core(JobDocument doc) {
        return HEAD
                + "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\""
                + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>" + xml(doc.title())
                + "</dc:title><dc:creator>"
                + xml(doc.employer()) + "</dc:creator><dc:language>"
                + doc.locale().toLanguageTag()
                + "</dc:language></cp:coreProperties>";
    }

    private static byte[] zipped(Map<String, String> files) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static final String LEVEL = """
            <w:abstractNum w:abstractNumId="%d"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>\
            <w:numFmt w:val="%s"/><w:lvlText w:val="%s"/><w:lvlJc w:val="left"/>\
            <w:pPr><w:ind w:left="425" w:hanging="283"/></w:pPr></w:lvl></w:abstractNum>""";

    private static final String TYPES = HEAD + """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
            <Default Extension="xml" ContentType="application/xml"/>\
            <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>\
            <Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>\
            <Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>\
            <Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>\
            </Types>""";

    private static final String RELATIONS = HEAD + """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
            <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>\
            <Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>\
            </Relationships>""";

    private static final String PARTS = HEAD + """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
            <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>\
            <Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>\
            </Relationships>""";

    private static final String STYLES = HEAD + """
            <w:styles xmlns:w="%s"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>\
            <w:sz w:val="22"/><w:lang w:val="%s"/></w:rPr></w:rPrDefault>\
            <w:pPrDefault><w:pPr><w:spacing w:after="80" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>\
            <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>\
            <w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="40"/></w:pPr><w:rPr><w:b/><w:sz w:val="40"/></w:rPr></w:style>\
            <w:style w:type="paragraph" w:styleId="Subtitle"><w:name w:val="Subtitle"/><w:basedOn w:val="Normal"/><w:rPr><w:color w:val="595959"/></w:rPr></w:style>\
            <w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="280"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:style>\
            <w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/><w:basedOn w:val="Normal"/></w:style>\
            <w:style w:type="paragraph" w:styleId="Label"><w:name w:val="Label"/><w:basedOn w:val="Normal"/><w:rPr><w:color w:val="595959"/></w:rPr></w:style>\
            </w:styles>""";
}
