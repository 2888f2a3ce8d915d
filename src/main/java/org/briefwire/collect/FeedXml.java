package org.briefwire.collect;

import com.rometools.rome.io.impl.XmlFixerReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import org.jdom2.Document;
import org.jdom2.JDOMException;
import org.jdom2.input.SAXBuilder;
import org.jdom2.input.sax.XMLReaders;

/**
 * Feed text to an XML tree: strictly first, and only if that fails with bare ampersands and HTML's
 * entities mended. Nothing outside the text is ever loaded, no entity is ever expanded.
 */
final class FeedXml {
    private static final String DEEPEST = "200";

    private FeedXml() {}

    static Document parse(String text) throws JDOMException, IOException {
        try {
            return build(new StringReader(text));
        } catch (JDOMException notStrict) {
            try (var mended = new XmlFixerReader(new StringReader(text))) {
                return build(mended);
            } catch (JDOMException stillNot) {
                stillNot.addSuppressed(notStrict);
                throw stillNot;
            }
        }
    }

    private static Document build(Reader text) throws JDOMException, IOException {
        var builder = new SAXBuilder(XMLReaders.NONVALIDATING);
        builder.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        builder.setFeature("http://xml.org/sax/features/external-general-entities", false);
        builder.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        builder.setProperty("jdk.xml.maxElementDepth", DEEPEST);
        builder.setExpandEntities(false);
        return builder.build(text);
    }
}
