package gitlabsim

// settingsParams are the settings of a runner as a request brought them.
type settingsParams struct {
	description, note, accessLevel   param[string]
	active, paused, untagged, locked param[bool]
	tags                             param[[]string]
	maximumTimeout                   param[int64]
}

// readSettings reads the parameters that an endpoint declares, in the order of
// the declaration: complaints come in that order.
func (p *params) readSettings(names ...string) settingsParams {
	var sent settingsParams

	for _, name := range names {
		switch name {
		case "description":
			sent.description = p.text(name)
		case "maintenance_note":
			sent.note = p.text(name)
		case "active":
			sent.active = p.boolean(name)
		case "paused":
			sent.paused = p.boolean(name)
		case "locked":
			sent.locked = p.boolean(name)
		case "run_untagged":
			sent.untagged = p.boolean(name)
		case "access_level":
			sent.accessLevel = p.word(name, "not_protected", "ref_protected")
		case "tag_list":
			sent.tags = p.tags(name)
		case "maximum_timeout":
			sent.maximumTimeout = p.integer(name)
		}
	}

	return sent
}

// fresh are the settings of a new runner. Blank values count as not sent, so
// nothing is created with an empty text.
func (sp settingsParams) fresh() runnerSettings {
	return runnerSettings{
		description:    nonBlank(sp.description),
		note:           nonBlank(sp.note),
		paused:         sp.paused.or(!sp.active.or(true)),
		locked:         sp.locked.or(false),
		runUntagged:    sp.untagged.or(true),
		accessLevel:    sp.accessLevel.or("not_protected"),
		tags:           sp.tags.or([]string{}),
		maximumTimeout: sp.maximumTimeout.pointer(),
	}
}

func nonBlank(p param[string]) *string {
	if p.value == "" {
		return nil
	}

	return p.pointer()
}

// change applies what was sent to settings that exist: null clears, empty
// text is kept, a null pause is a resume.
func (sp settingsParams) change(s runnerSettings) runnerSettings {
	sp.description.setPointer(&s.description)
	sp.note.setPointer(&s.note)

	if sp.active.sent {
		s.paused = !sp.active.value
	}

	sp.paused.set(&s.paused)
	sp.tags.set(&s.tags)
	sp.untagged.set(&s.runUntagged)
	sp.locked.set(&s.locked)
	sp.accessLevel.set(&s.accessLevel)
	sp.maximumTimeout.setPointer(&s.maximumTimeout)

	return s
}

// nullColumn says whether a null was sent for a column that takes none.
// Unverified: null column. The database refuses it, and nothing turns its
// refusal into an answer of its own.
func (sp settingsParams) nullColumn() bool {
	return sp.active.null || sp.locked.null || sp.untagged.null
}
