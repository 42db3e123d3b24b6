package dev.noticeboard.localstack.emulators;

import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Writes the XML of one SNS answer. */
final class SnsXml {
    private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";
    private final StringBuilder text = new StringBuilder();

    /** The answer to an action. */
    static String answer(String action, Consumer<SnsXml> result) {
        SnsXml xml = new SnsXml();
        xml.text
                .append('<')
                .append(action)
                .append("Response xmlns=\"")
                .append(NAMESPACE)
                .append("\">");
        xml.element(action + "Result", result);
        xml.element("ResponseMetadata", m -> m.element("RequestId", requestId()));
        xml.text.append("</").append(action).append("Response>");
        return xml.text.toString();
    }

    /** The answer that tells of an error. */
    static String error(String type, String code, String message) {
        SnsXml xml = new SnsXml();
        xml.text.append("<ErrorResponse xmlns=\"").append(NAMESPACE).append("\">");
        xml.element("Error", e -> e.element("Type", type).element("Code", code).element("Message", message));
        xml.element("RequestId", requestId());
        xml.text.append("</ErrorResponse>");
        return xml.text.toString();
    }

    private static String requestId() {
        return UUID.randomUUID().toString();
    }

    SnsXml element(String name, Consumer<SnsXml> content) {
        text.append('<').append(name).append('>');
        content.accept(this);
        text.append("</").append(name).append('>');
        return this;
    }

    SnsXml element(String name, String value) {
        return element(name, x -> x.escape(value));
    }

    /** A map as the Query protocol writes it. */
    SnsXml map(String name, Map<String, String> entries) {
        return element(
                name,
                x -> entries.forEach(
                        (k, v) -> x.element("entry", e -> e.element("key", k).element("value", v))));
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                case '"' -> text.append("&quot;");
                // XML 1.0 knows no other control characters.
                default -> text.append(c < ' ' && c != '\t' && c != '\n' && c != '\r' ? ' ' : c);
            }
        }
    }
}
