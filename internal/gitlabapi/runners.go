package gitlabapi

import (
	"context"
	"iter"
)

// RunnersQuery filters a list of runners. A runner must match all filters.
//
// See https://docs.gitlab.com/api/runners/#list-all-available-runners.
type RunnersQuery struct {
	Type   string `url:"type,omitempty"`
	Status string `url:"status,omitempty"`
	Paused *bool  `url:"paused,omitempty"`
	// TagList are tags that a runner must have, all of them.
	TagList       []string `url:"tag_list,comma,omitempty"`
	VersionPrefix string   `url:"version_prefix,omitempty"`
	// Scope is GitLab's deprecated filter; lists of groups do not have it.
	Scope string `url:"scope,omitempty"`

	// Whole says that the list is read to its end, so that its pages can be read
	// concurrently.
	Whole bool `url:"-"`

	PerPage int `url:"per_page"`
}

// OwnRunners lists the runners of the projects and groups that the caller
// administers, without instance runners.
func (c *Client) OwnRunners(ctx context.Context, query RunnersQuery) iter.Seq2[Runner, error] {
	return c.listRunners(ctx, "runners", query)
}

// AllRunners lists every runner of the instance, for administrators.
//
// See https://docs.gitlab.com/api/runners/#list-all-runners.
func (c *Client) AllRunners(ctx context.Context, query RunnersQuery) iter.Seq2[Runner, error] {
	return c.listRunners(ctx, "runners/all", query)
}

// ProjectRunners lists the runners of a project, including those of its groups
// and of the instance.
//
// See https://docs.gitlab.com/api/runners/#list-project-runners.
func (c *Client) ProjectRunners(ctx context.Context, project string, query RunnersQuery) iter.Seq2[Runner, error] {
	return c.listRunners(ctx, projectPath(project)+"/runners", query)
}

// GroupRunners lists the runners of a group, including those of its ancestors and
// of the instance.
//
// See https://docs.gitlab.com/api/runners/#list-group-runners.
func (c *Client) GroupRunners(ctx context.Context, group string, query RunnersQuery) iter.Seq2[Runner, error] {
	return c.listRunners(ctx, groupPath(group)+"/runners", query)
}

func (c *Client) listRunners(ctx context.Context, path string, query RunnersQuery) iter.Seq2[Runner, error] {
	query.PerPage = perPage

	return list[Runner]{c, path, query, query.Whole}.rows(ctx)
}
