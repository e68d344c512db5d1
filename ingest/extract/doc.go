// Package extract turns a document into a report: who reports on which year, what its tables and sentences state, why each
// figure is that figure, and what is odd about it. Metrics, labels, patterns and forms are data; the code knows how reports
// are printed and how they get damaged.
//
//	report.go             document -> report, in the order of the steps below
//	report_merge.go       a table's value before a sentence's; everything else stays as an alternative
//	json.go               the report as the extract command prints it
//
// The text, mended rune by rune with a way back to the stored one:
//
//	view.go               the text that rules match on
//	clean*.go             width, script, page furniture, lines broken at a width, spam, lost characters of dates; figures that count nothing
//	identity*.go          title, issuer, place, year, dates; identity_names.go the names a page gives for its issuer, identity_body.go those of its running text
//
// Tables, in whatever layout they arrive:
//
//	forms*.go forms.yaml  the five forms: rows, columns and spellings; which form a report follows
//	forms_near.go         labels with a mistyped character
//	tables_tokens.go      grids, pipes, tabs and lines become one stream of cells
//	tables_lines.go       lines of text into cells; tables_pipes.go those with separators or commas; tables_wrapped.go rows of several lines; tables_words.go at spaces; tables_join.go cut labels, tables_place.go labels by their place
//	tables_value.go       what one cell holds; tables_unread.go cells with words in place of a figure
//	tables.go             which table a label belongs to
//	tables_runs.go        the cells behind a label and the ways to lay them over the columns
//	tables_single.go      tables with one metric a row (2008, 2014)
//	tables_article20.go   section 二 of the forms since 2019
//	tables_matrix.go      section 三: applicants by result; tables_settle.go lets its identities decide between readings; tables_order.go rows whose labels were torn off
//	tables_disputes.go    section 四
//	tables_emit.go        a cell into a candidate; tables_findings.go what to tell about the tables
//
// Sentences:
//
//	sentence.go           paragraphs into sentences; sentence_heading.go their headings and sections; sentence_figure.go figures on a line of their own
//	sentence_list.go      lists punctuated and introduced in one way; sentence_share.go shares of cases left out
//	sentence_mask.go      numbers and dates as marks; sentence_year.go the words for a year; sentence_count.go which numbers count something; sentence_unit.go what, sentence_bracket.go brackets left out, sentence_aside.go clauses left out, sentence_order.go numbers in front of what they count, sentence_link.go words and commas that only lead to a number, units that say no more, sentence_noise.go digits that count nothing
//	synonyms.go           words and units that rules see as the common word of the same meaning, adverbs and particles that they do not see
//	narrative.go          sentence by sentence, number by number
//	narrative_rules.go    the files of narrative/ decoded and compiled; narrative_names.go refuses names in them that are none, narrative_words.go words by what they stand for
//	narrative_frame.go    a number in its clause; narrative_topic.go the subjects named before it; narrative_bracket.go brackets between it and its words; narrative_around.go the patterns around it
//	narrative_admit.go    which rules can read a number by its unit, subject, section and form; narrative_loose.go rules that reach over clauses
//	narrative_guard.go    numbers that are no figure of the year; narrative_tier.go those of bodies told one by one
//	narrative_list.go     lists of kinds and ways of publishing; narrative_about.go what can be counted there; narrative_total.go the total they are parts of, narrative_share.go their shares, narrative_check.go whether they add up
//	narrative_kinds.go    kinds of information in labels; narrative_roots.go names of kinds that are made of known words; narrative_aspect.go the words that name the kind a clause earlier
//	narrative_medium.go   ways of publishing in labels; narrative_site.go whose web site is meant; narrative_way.go the way named in front of the clause or behind the number
//	narrative_carried.go  the way of publishing that earlier clauses are about; narrative_issues.go how much the issues held that an account published
//	narrative_order.go    labels in a row and numbers that take them in order; narrative_classes.go the pieces in a number of classes
//	narrative_changed.go  the later end of a change has the subject of the earlier one
//	narrative_each.go     what each of several bodies or months has; narrative_all.go what is said of all cases at once
//	narrative_foremost.go the words of a number behind the clause that tells what there was most of
//	narrative_object.go   what documents, decisions and purchases a number counts, carried from clause to clause
//	narrative_items.go    the table of article 20 of 2019 in words, whose changes may be negative
//	narrative_business.go which figures are those of an office's other work, counted with the same nouns
//	narrative_sum.go      a sum behind its parts, known by arithmetic; narrative_sorts.go the sum of meetings counted sort by sort
//	narrative_since.go    sums over several years, which are no year's figures; narrative_stock.go their parts and the year's share of them
//	narrative_former.go   things called the former and the latter
//	narrative_verb.go     verbs that two numbers share
//	narrative_told.go     clauses and sentences without a number about cases counted before them
//	narrative_zero.go     what a sentence denies
//	narrative_ended.go    whether reviews or lawsuits ended so, by which of them there were any of
//	narrative_outcomes.go two sorts of cases of one figure in one row
//	narrative_pick.go     the best statement of every metric
//	pattern*.go           which patterns a text can match, by the words without which they cannot (pattern_need.go)
//	automaton.go          whether a text holds a match of a pattern, one look-up a character; rune_classes.go the characters it tells apart
//	word_index.go         the words that the rules need, found in one pass over a text; trie.go finds them
//	lexicon.go            the words of a list in a text, in one pass; runeset.go runes of a set
//
// candidate.go is what tables and sentences hand to the report.
package extract
