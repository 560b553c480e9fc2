package runnermodel

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
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
		TagList:         framework.SetOf(nil),
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
		Description:     types.StringValue(types.StringPointerValue(runner.Description).ValueString()),
		Paused:          types.BoolValue(runner.Paused),
		Locked:          types.BoolValue(runner.Locked),
		RunUntagged:     types.BoolValue(runner.RunUntagged),
		TagList:         framework.SetOf(runner.TagList),
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
	change := gitlabapi.UpdateRunner{
		Description:     ifChanged(m.Description, prior.Description, new(m.Description.ValueString())),
		Paused:          ifChanged(m.Paused, prior.Paused, new(m.Paused.ValueBool())),
		Locked:          ifChanged(m.Locked, prior.Locked, new(m.Locked.ValueBool())),
		RunUntagged:     ifChanged(m.RunUntagged, prior.RunUntagged, new(m.RunUntagged.ValueBool())),
		TagList:         ifChanged(m.TagList, prior.TagList, new(m.tagsToAPI())),
		AccessLevel:     ifChanged(m.AccessLevel, prior.AccessLevel, new(m.AccessLevel.ValueString())),
		MaximumTimeout:  ifChanged(m.MaximumTimeout, prior.MaximumTimeout, m.MaximumTimeout.ValueInt64Pointer()),
		MaintenanceNote: ifChanged(m.MaintenanceNote, prior.MaintenanceNote, new(m.MaintenanceNote.ValueString())),
	}

	return change, change != (gitlabapi.UpdateRunner{})
}

// ifChanged sends a value if the plan differs from the state.
func ifChanged[T any](plan, state attr.Value, value *T) gitlabapi.Optional[T] {
	if plan.Equal(state) {
		return gitlabapi.Optional[T]{}
	}

	return gitlabapi.Optional[T]{Sent: true, Value: value}
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
	check(sent.TagList.Sent, "tag_list", m.TagList, got.TagList)
	check(sent.AccessLevel.Sent, "access_level", m.AccessLevel, got.AccessLevel)
	check(sent.MaximumTimeout.Sent, "maximum_timeout", m.MaximumTimeout, got.MaximumTimeout)
	check(sent.MaintenanceNote.Sent, "maintenance_note", m.MaintenanceNote, got.MaintenanceNote)

	return missing
}
