package runnermodel

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// Settings are the settings; a resource's model embeds them.
type Settings struct {
	Description     types.String `tfsdk:"description"`
	Paused          types.Bool   `tfsdk:"paused"`
	Locked          types.Bool   `tfsdk:"locked"`
	RunUntagged     types.Bool   `tfsdk:"run_untagged"`
	TagList         types.Set    `tfsdk:"tag_list"`
	AccessLevel     types.String `tfsdk:"access_level"`
	MaximumTimeout  types.Int64  `tfsdk:"maximum_timeout"`
	MaintenanceNote types.String `tfsdk:"maintenance_note"`
}

// defaultSettings are the settings of a runner for which nothing is configured.
func defaultSettings() Settings {
	return Settings{
		Description:     types.StringValue(""),
		Paused:          types.BoolValue(false),
		Locked:          types.BoolValue(false),
		RunUntagged:     types.BoolValue(true),
		TagList:         tagsFromAPI(nil),
		AccessLevel:     types.StringValue(accessNotProtected),
		MaximumTimeout:  types.Int64Null(),
		MaintenanceNote: types.StringValue(""),
	}
}

// settingsFromAPI reads the settings of a runner. The second result says that the
// maintenance note may be hidden from the caller; the prior note then stays, because
// a hidden value is not drift.
func settingsFromAPI(runner gitlabapi.Runner, prior Settings) (Settings, bool) {
	note, hidden := noteFromAPI(runner.MaintenanceNote, prior.MaintenanceNote)

	return Settings{
		Description:     types.StringValue(deref(runner.Description)),
		Paused:          types.BoolValue(runner.Paused),
		Locked:          types.BoolValue(runner.Locked),
		RunUntagged:     types.BoolValue(runner.RunUntagged),
		TagList:         tagsFromAPI(runner.TagList),
		AccessLevel:     types.StringValue(runner.AccessLevel),
		MaximumTimeout:  types.Int64PointerValue(runner.MaximumTimeout),
		MaintenanceNote: note,
	}, hidden
}

// noteFromAPI: absent is a GitLab before 16.10, null is no note or a hidden one.
func noteFromAPI(note gitlabapi.Optional[string], prior types.String) (types.String, bool) {
	if note.Value != nil {
		return types.StringValue(*note.Value), false
	}

	return types.StringValue(prior.ValueString()), prior.ValueString() != ""
}

func tagsFromAPI(tags []string) types.Set {
	elements := make([]attr.Value, 0, len(tags))
	for _, tag := range tags {
		elements = append(elements, types.StringValue(tag))
	}

	return types.SetValueMust(types.StringType, elements)
}

// tagsToAPI gives the tags sorted, and an empty list rather than none.
func (m Settings) tagsToAPI() []string {
	tags := make([]string, 0, len(m.TagList.Elements()))

	for _, element := range m.TagList.Elements() {
		if tag, ok := element.(types.String); ok {
			tags = append(tags, tag.ValueString())
		}
	}

	slices.Sort(tags)

	return tags
}

// New are the settings in the request for a new runner.
func (m Settings) New() gitlabapi.NewSettings {
	return gitlabapi.NewSettings{
		Description:     m.Description.ValueString(),
		Paused:          m.Paused.ValueBool(),
		Locked:          m.Locked.ValueBool(),
		RunUntagged:     m.RunUntagged.ValueBool(),
		TagList:         m.tagsToAPI(),
		AccessLevel:     m.AccessLevel.ValueString(),
		MaximumTimeout:  m.MaximumTimeout.ValueInt64Pointer(),
		MaintenanceNote: m.MaintenanceNote.ValueString(),
	}
}

// Change returns the request that changes the settings from prior to m. It has only
// the settings that differ, and is false if none does.
func (m Settings) Change(prior Settings) (gitlabapi.UpdateRunner, bool) {
	var change gitlabapi.UpdateRunner

	differs := false
	differ := func(plan, state attr.Value) bool {
		different := !plan.Equal(state)
		differs = differs || different

		return different
	}

	if differ(m.Description, prior.Description) {
		change.Description = gitlabapi.Some(m.Description.ValueString())
	}

	if differ(m.Paused, prior.Paused) {
		change.Paused = gitlabapi.Some(m.Paused.ValueBool())
	}

	if differ(m.Locked, prior.Locked) {
		change.Locked = gitlabapi.Some(m.Locked.ValueBool())
	}

	if differ(m.RunUntagged, prior.RunUntagged) {
		change.RunUntagged = gitlabapi.Some(m.RunUntagged.ValueBool())
	}

	if differ(m.TagList, prior.TagList) {
		change.TagList = m.tagsToAPI()
	}

	if differ(m.AccessLevel, prior.AccessLevel) {
		change.AccessLevel = gitlabapi.Some(m.AccessLevel.ValueString())
	}

	if differ(m.MaximumTimeout, prior.MaximumTimeout) {
		change.MaximumTimeout = gitlabapi.Optional[int64]{Sent: true, Value: m.MaximumTimeout.ValueInt64Pointer()}
	}

	if differ(m.MaintenanceNote, prior.MaintenanceNote) {
		change.MaintenanceNote = gitlabapi.Some(m.MaintenanceNote.ValueString())
	}

	return change, differs
}

// NotStored returns the attributes that GitLab, by its answer to a change, did not
// store as they were sent. An older GitLab ignores parameters that it does not know.
func (m Settings) NotStored(sent gitlabapi.UpdateRunner, runner gitlabapi.Runner) []path.Path {
	// The caller has updated the runner, so GitLab shows its note.
	got, _ := settingsFromAPI(runner, Settings{})

	var missing []path.Path

	check := func(sent bool, name string, want, got attr.Value) {
		if sent && !want.Equal(got) {
			missing = append(missing, path.Root(name))
		}
	}

	check(sent.Description.Sent, "description", m.Description, got.Description)
	check(sent.Paused.Sent, "paused", m.Paused, got.Paused)
	check(sent.Locked.Sent, "locked", m.Locked, got.Locked)
	check(sent.RunUntagged.Sent, "run_untagged", m.RunUntagged, got.RunUntagged)
	check(sent.TagList != nil, "tag_list", m.TagList, got.TagList)
	check(sent.AccessLevel.Sent, "access_level", m.AccessLevel, got.AccessLevel)
	check(sent.MaximumTimeout.Sent, "maximum_timeout", m.MaximumTimeout, got.MaximumTimeout)
	check(sent.MaintenanceNote.Sent, "maintenance_note", m.MaintenanceNote, got.MaintenanceNote)

	return missing
}

func deref(text *string) string {
	if text == nil {
		return ""
	}

	return *text
}
