package gitlabsim

import "time"

// fill adds a seed to an empty state.
func (s *state) fill(seed Seed, now time.Time) {
	switch seed {
	case SeedNone:
	case SeedDemo:
		g := seeder{state: s, now: now}
		g.addFleet()
	}
}

// seeder makes the demo: a company with a platform team and a mobile team.
type seeder struct {
	*state

	now time.Time
}

const (
	day   = 24 * time.Hour
	month = 30 * day
)

func (g seeder) addFleet() {
	g.now = g.now.Add(-month) // everything is a month old

	root := g.users.get(1)
	alice := g.user("alice", "Alice Ames")
	bob := g.user("bob", "Bob Baker")
	carol := g.user("carol", "Carol Clark")

	acme := g.group(nil, "Acme", "acme", members{root.id: g.as(root, owner), alice.id: g.as(alice, owner)})
	platform := g.group(acme, "Platform", "platform", members{bob.id: g.as(bob, maintainer)})
	mobile := g.group(acme, "Mobile", "mobile", members{carol.id: g.as(carol, developer)})

	api := g.project(platform, alice, "API", "api")
	web := g.project(platform, bob, "Web shop", "web-shop")
	app := g.project(mobile, alice, "App", "app")

	shared := g.runner(&runner{kind: instanceType, creator: root}, "Shared Linux fleet", "linux", "docker")
	gpu := g.runner(&runner{kind: instanceType, creator: root}, "Shared GPU box, under repair", "linux", "gpu")
	gpu.paused = true
	platformRunner := g.runner(&runner{kind: groupType, group: platform, creator: alice}, "Platform builds", "linux", "large")
	old := g.runner(&runner{kind: groupType, group: acme, creator: alice}, "The machine under the desk", "windows")
	deploy := g.runner(g.serving(api, web), "Deployments", "deploy")
	deploy.accessLevel, deploy.locked = "ref_protected", true
	mac := g.runner(g.serving(app), "Mac mini", "macos", "xcode-16")
	load := g.runner(g.serving(web), "Load tests, not started yet", "k6")
	load.runUntagged, load.createdAt = false, g.now.Add(month-day)

	g.seen(shared, "s_7c1f0a3e5b9d", "linux", "amd64", month-2*time.Minute)
	g.seen(shared, "s_e04b86d2f713", "linux", "arm64", month-5*time.Minute)
	g.seen(gpu, "s_3fd81c9a0e65", "linux", "amd64", month-20*time.Hour)
	g.seen(platformRunner, "s_19ad3cf7e820", "linux", "amd64", month-time.Minute)
	g.seen(deploy, "s_5502bb6e914c", "linux", "amd64", month-30*time.Minute)
	g.seen(mac, "s_c8f6a10d47e2", "darwin", "arm64", month-9*time.Hour)
	g.seen(old, "s_0b7e2d95a6f8", "windows", "amd64", 2*day)

	for range 3 {
		g.job(shared, app, "success", month-3*time.Hour)
	}

	g.job(platformRunner, api, "failed", month-2*time.Hour)
	g.job(platformRunner, api, "running", month-4*time.Minute)
	g.job(deploy, web, "success", month-day)
}

func (g seeder) user(username, name string) *user {
	return g.users.add(newUser(username, name, username+"@example.com", g.now))
}

func (g seeder) as(u *user, level int) *member {
	return &member{user: u, level: level, createdAt: g.now}
}

func (g seeder) group(parent *group, name, path string, m members) *group {
	return g.groups.add(&group{
		name: name, path: path, parent: parent, visibility: private, members: m,
		registrationToken: newRegistrationToken(), sharedRunners: sharedRunnersOn, createdAt: g.now,
	})
}

func (g seeder) project(in *group, creator *user, name, path string) *project {
	return g.projects.add(&project{
		name: name, path: path, group: in, creator: creator, visibility: private, members: members{},
		registrationToken: newRegistrationToken(), instanceRunners: true, groupRunners: true, createdAt: g.now,
	})
}

// serving is a project runner; the first project is its owner.
func (g seeder) serving(projects ...*project) *runner {
	r := &runner{kind: projectType, creator: projects[0].creator}
	for _, p := range projects {
		r.assignments = append(r.assignments, &assignment{project: p, madeAt: g.now})
	}

	return r
}

func (g seeder) runner(r *runner, description string, tags ...string) *runner {
	r.runnerSettings = runnerSettings{
		description: &description, tags: tags, runUntagged: true, accessLevel: "not_protected",
	}

	return g.addRunner(r, g.now)
}

func (g seeder) seen(r *runner, systemID, platform, architecture string, after time.Duration) {
	version, revision, address := "17.5.3", "12030cf4", "192.0.2.17"
	m := g.manager(r, systemID, g.now)
	m.machine, m.ipAddress = machine{&version, &revision, &platform, &architecture}, &address
	r.contact(m, g.now.Add(after))
}

func (g seeder) job(r *runner, p *project, status string, after time.Duration) {
	from := g.now.Add(after)
	j := g.addJob(&job{
		runner: r, project: p, user: p.creator, systemID: r.managers[0].systemID,
		name: "build", stage: "build", ref: "main", createdAt: from, startedAt: &from,
	})
	g.setStatus(j, status, from.Add(3*time.Minute))
}
