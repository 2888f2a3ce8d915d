package org.briefwire.briefing;

import java.util.ArrayList;
import java.util.List;
import org.briefwire.model.Block;
import org.briefwire.model.Section;

/** What stands between headline and attribution, as it is gathered. */
final class Body {
    private final List<String> beforeLabel = new ArrayList<>();
    private final List<String> afterLabel = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private final List<String> points = new ArrayList<>();
    private String label = "";
    private String heading = "";
    private boolean inSection;

    void label(String text) {
        label = text;
    }

    void heading(String text) {
        closeSection();
        heading = text;
        inSection = true;
    }

    void paragraph(String text) {
        if (inSection) {
            closePoints();
            blocks.add(new Block.Paragraph(text));
        } else if (label.isEmpty()) {
            beforeLabel.add(text);
        } else {
            afterLabel.add(text);
        }
    }

    void points(List<String> texts) {
        inSection = true;
        points.addAll(texts);
    }

    private void closePoints() {
        if (!points.isEmpty()) {
            blocks.add(new Block.Points(points));
            points.clear();
        }
    }

    private void closeSection() {
        closePoints();
        if (!heading.isEmpty() || !blocks.isEmpty()) {
            sections.add(new Section(heading, blocks));
        }
        heading = "";
        blocks.clear();
    }

    boolean isEmpty() {
        return beforeLabel.isEmpty() && afterLabel.isEmpty() && sections().isEmpty();
    }

    String label() {
        return label;
    }

    String standfirst() {
        if (!label.isEmpty()) {
            return String.join(" ", beforeLabel);
        }
        return beforeLabel.size() > 1 ? beforeLabel.getFirst() : "";
    }

    List<String> lead() {
        if (!label.isEmpty()) {
            return afterLabel;
        }
        return beforeLabel.size() > 1 ? beforeLabel.subList(1, beforeLabel.size()) : beforeLabel;
    }

    List<Section> sections() {
        closeSection();
        return sections;
    }
}
