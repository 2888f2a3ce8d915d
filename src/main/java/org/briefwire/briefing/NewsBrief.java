package org.briefwire.briefing;

import java.util.ArrayList;
import org.briefwire.model.Briefing;

/**
 * Reads the news-brief format: headline, standfirst, label, lead, sections, attribution, author.
 * Any bytes have an answer, in time proportional to their number; nothing is thrown.
 */
public final class NewsBrief {
    private NewsBrief() {}

    /** Reads a file's bytes. */
    public static Reading read(byte[] bytes, HouseStyle style) {
        return switch (TextDecoder.decode(bytes)) {
            case TextDecoder.Text text -> parse(text.text(), style, text.remark());
            case TextDecoder.NoText none -> new Reading.Rejected(none.reason(), 0, 0);
        };
    }

    /**
     * Writes a briefing as a text that is read as the same briefing, always with front matter.
     *
     * @param matter what else its file says; language, link and topics are the briefing's
     * @throws IllegalArgumentException when it holds a feed's HTML, which has no form as text
     */
    public static String format(Briefing briefing, FrontMatter matter, HouseStyle style) {
        return FrontMatterWriter.write(briefing, matter) + new BriefWriter(style).write(briefing);
    }

    /** Reads a text that somebody pasted. */
    public static Reading parse(String text, HouseStyle style) {
        return parse(text, style, "");
    }

    private static Reading parse(String text, HouseStyle style, String remark) {
        var remarks = new ArrayList<Remark>();
        if (!remark.isEmpty()) {
            remarks.add(new Remark(remark, 0));
        }
        try {
            var clean = CleanText.of(text);
            remarks.addAll(clean.remarks());
            var file = FrontMatterReader.read(clean.lines(), style.zone());
            remarks.addAll(file.remarks());
            var lines = TextLine.ofBody(clean.lines(), file.bodyFrom(), style.furniture());
            var briefing = new BriefParser(TextBlock.split(lines)).briefing(file.matter());
            return new Reading.Parsed(briefing, file.matter(), remarks);
        } catch (RejectedException e) {
            return new Reading.Rejected(e.reason(), e.line(), e.column());
        }
    }
}
