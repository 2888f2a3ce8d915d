package org.briefwire.web;

import org.briefwire.config.Config;
import org.briefwire.media.MediaShelf;
import org.briefwire.message.Languages;
import org.briefwire.store.Archive;
import org.briefwire.store.EditionArchive;
import org.briefwire.syndicate.FeedShelf;
import org.briefwire.template.Templates;

/** What the pages read from. */
public record Library(
        Config config,
        Archive archive,
        EditionArchive editions,
        FeedShelf feeds,
        MediaShelf media,
        Templates templates,
        Languages languages) {}
