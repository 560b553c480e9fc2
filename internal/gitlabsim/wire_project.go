package gitlabsim

import "strconv"

// The JSON of groups and projects. Source: lib/api/entities/group.rb,
// basic_project_details.rb, project.rb, namespace_basic.rb.

type namespace struct {
	ID        int64   `json:"id"`
	Name      string  `json:"name"`
	Path      string  `json:"path"`
	Kind      string  `json:"kind"`
	FullPath  string  `json:"full_path"`
	ParentID  *int64  `json:"parent_id"`
	AvatarURL *string `json:"avatar_url"`
	WebURL    string  `json:"web_url"`
}

// projectName is what every view of a project begins with.
type projectName struct {
	ID                int64     `json:"id"`
	Description       string    `json:"description"`
	Name              string    `json:"name"`
	NameWithNamespace string    `json:"name_with_namespace"`
	Path              string    `json:"path"`
	PathWithNamespace string    `json:"path_with_namespace"`
	CreatedAt         timestamp `json:"created_at"`
}

type basicProject struct {
	projectName

	DefaultBranch optional[string] `json:"default_branch,omitzero"`
	TagList       []string         `json:"tag_list"`
	Topics        []string         `json:"topics"`
	SSHURLToRepo  string           `json:"ssh_url_to_repo"`
	HTTPURLToRepo string           `json:"http_url_to_repo"`
	WebURL        string           `json:"web_url"`
	ReadmeURL     optional[string] `json:"readme_url,omitzero"`
	ForksCount    optional[int]    `json:"forks_count,omitzero"`

	AvatarURL         *string          `json:"avatar_url"`
	StarCount         int              `json:"star_count"`
	LastActivityAt    timestamp        `json:"last_activity_at"`
	Namespace         namespace        `json:"namespace"`
	RepositoryStorage optional[string] `json:"repository_storage,omitzero"`

	BasicVisibility optional[visibility] `json:"visibility,omitzero"`
}

type fullProject struct {
	basicProject

	Visibility           visibility       `json:"visibility"`
	CreatorID            int64            `json:"creator_id"`
	EmptyRepo            bool             `json:"empty_repo"`
	ImportStatus         string           `json:"import_status"`
	Archived             bool             `json:"archived"`
	SharedRunnersEnabled bool             `json:"shared_runners_enabled"`
	GroupRunnersEnabled  bool             `json:"group_runners_enabled"`
	RunnersToken         optional[string] `json:"runners_token,omitzero"`
}

type fullGroup struct {
	ID                   int64            `json:"id"`
	WebURL               string           `json:"web_url"`
	Name                 string           `json:"name"`
	Path                 string           `json:"path"`
	Description          string           `json:"description"`
	Visibility           visibility       `json:"visibility"`
	SharedRunnersSetting string           `json:"shared_runners_setting"`
	AvatarURL            *string          `json:"avatar_url"`
	FullName             string           `json:"full_name"`
	FullPath             string           `json:"full_path"`
	CreatedAt            timestamp        `json:"created_at"`
	ParentID             *int64           `json:"parent_id"`
	RunnersToken         optional[string] `json:"runners_token,omitzero"`
}

func (c *call) groupURL(g *group) string { return c.baseURL() + "/groups/" + g.fullPath() }

func (c *call) fullGroup(g *group) fullGroup {
	view := fullGroup{
		ID:                   g.id,
		WebURL:               c.groupURL(g),
		Name:                 g.name,
		Path:                 g.path,
		Description:          g.description,
		Visibility:           g.visibility,
		SharedRunnersSetting: g.sharedRunners,
		FullName:             g.fullName(),
		FullPath:             g.fullPath(),
		CreatedAt:            timestamp{g.createdAt},
		ParentID:             parentID(g),
	}

	if c.principal.level(g) >= owner {
		view.RunnersToken = present(g.registrationToken)
	}

	return view
}

func parentID(g *group) *int64 {
	if g.parent == nil {
		return nil
	}

	return &g.parent.id
}

func (c *call) namespace(p *project) namespace {
	if g := p.group; g != nil {
		return namespace{
			ID: g.id, Name: g.name, Path: g.path, Kind: "group", FullPath: g.fullPath(),
			ParentID: parentID(g), WebURL: c.groupURL(g),
		}
	}

	return namespace{
		ID: userNamespaces + p.owner.id, Name: p.owner.name, Path: p.owner.username, Kind: "user",
		FullPath: p.owner.username, WebURL: c.userURL(p.owner),
	}
}

func (c *call) basicProject(p *project) basicProject {
	url := c.baseURL() + "/" + p.fullPath()
	view := basicProject{
		projectName: projectName{
			ID: p.id, Description: p.description, Name: p.name, NameWithNamespace: p.fullName(),
			Path: p.path, PathWithNamespace: p.fullPath(), CreatedAt: timestamp{p.createdAt},
		},
		TagList:        []string{},
		Topics:         []string{},
		SSHURLToRepo:   "git@" + c.request.Host + ":" + p.fullPath() + ".git",
		HTTPURLToRepo:  url + ".git",
		WebURL:         url,
		LastActivityAt: timestamp{p.createdAt},
		Namespace:      c.namespace(p),
	}

	if p.visibility.shows(c.principal.user) || c.principal.level(p) >= reporter {
		view.DefaultBranch = present("main")
		view.ReadmeURL = present(url + "/-/blob/main/README.md")
		view.ForksCount = present(0)
	}

	if c.principal.admin {
		view.RepositoryStorage = present("default")
	}

	if c.release.has(projectVisibility) {
		view.BasicVisibility = present(p.visibility)
	}

	return view
}

func (c *call) fullProject(p *project) fullProject {
	view := fullProject{
		basicProject:         c.basicProject(p),
		Visibility:           p.visibility,
		CreatorID:            p.creator.id,
		ImportStatus:         "none",
		SharedRunnersEnabled: p.instanceRunners,
		GroupRunnersEnabled:  p.groupRunners,
	}

	if c.principal.level(p) >= maintainer {
		view.RunnersToken = present(p.registrationToken)
	}

	return view
}

func (c *call) jobURL(j *job) string {
	return c.baseURL() + "/" + j.project.fullPath() + "/-/jobs/" + strconv.FormatInt(j.id, 10)
}
