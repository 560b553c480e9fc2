package configtoml_test

// kubernetesConfig is [runners.kubernetes], from
// https://docs.gitlab.com/runner/executors/kubernetes/.
type kubernetesConfig struct {
	Host                    string            `toml:"host"`
	Namespace               string            `toml:"namespace"`
	NamespacePerJob         bool              `toml:"namespace_per_job"`
	Image                   string            `toml:"image"`
	Privileged              *bool             `toml:"privileged"`
	CPULimit                string            `toml:"cpu_limit"`
	CPURequest              string            `toml:"cpu_request"`
	MemoryLimit             string            `toml:"memory_limit"`
	HelperCPURequest        string            `toml:"helper_cpu_request"`
	ServiceMemoryLimit      string            `toml:"service_memory_limit"`
	AllowedImages           []string          `toml:"allowed_images"`
	PullPolicy              oneOrMore         `toml:"pull_policy"`
	ImagePullSecrets        []string          `toml:"image_pull_secrets"`
	ServiceAccount          string            `toml:"service_account"`
	PollTimeout             int               `toml:"poll_timeout"`
	TerminationGracePeriod  *int64            `toml:"pod_termination_grace_period_seconds"`
	RetryLimits             map[string]int    `toml:"retry_limits"`
	NodeSelector            map[string]string `toml:"node_selector"`
	NodeTolerations         map[string]string `toml:"node_tolerations"`
	PodLabels               map[string]string `toml:"pod_labels"`
	PodAnnotations          map[string]string `toml:"pod_annotations"`
	PodAnnotationsOverwrite string            `toml:"pod_annotations_overwrite_allowed"`
	CapDrop                 []string          `toml:"cap_drop"`
	DNSPolicy               string            `toml:"dns_policy"`
	Services                []service         `toml:"services"`
	Volumes                 volumes           `toml:"volumes"`
	Affinity                affinity          `toml:"affinity"`
	PodSecurityContext      securityContext   `toml:"pod_security_context"`
	BuildSecurityContext    securityContext   `toml:"build_container_security_context"`
	ContainerLifecycle      lifecycle         `toml:"container_lifecycle"`
	HostAliases             []struct {
		IP        string   `toml:"ip"`
		Hostnames []string `toml:"hostnames"`
	} `toml:"host_aliases"`
	DNSConfig struct {
		Nameservers []string `toml:"nameservers"`
		Searches    []string `toml:"searches"`
		Options     []struct {
			Name  string  `toml:"name"`
			Value *string `toml:"value"`
		} `toml:"options"`
	} `toml:"dns_config"`
	PodSpec []struct {
		Name      string `toml:"name"`
		Patch     string `toml:"patch"`
		PatchType string `toml:"patch_type"`
	} `toml:"pod_spec"`
}

type volumes struct {
	HostPath  []volume `toml:"host_path"`
	PVC       []volume `toml:"pvc"`
	ConfigMap []volume `toml:"config_map"`
	Secret    []volume `toml:"secret"`
	EmptyDir  []volume `toml:"empty_dir"`
	CSI       []volume `toml:"csi"`
	NFS       []volume `toml:"nfs"`
}

type volume struct {
	Name             string            `toml:"name"`
	MountPath        string            `toml:"mount_path"`
	SubPath          string            `toml:"sub_path"`
	ReadOnly         bool              `toml:"read_only"`
	HostPath         string            `toml:"host_path"`
	MountPropagation *string           `toml:"mount_propagation"`
	Items            map[string]string `toml:"items"`
	Medium           string            `toml:"medium"`
	SizeLimit        string            `toml:"size_limit"`
	Driver           string            `toml:"driver"`
	FSType           string            `toml:"fs_type"`
	VolumeAttributes map[string]string `toml:"volume_attributes"`
	Server           string            `toml:"server"`
	Path             string            `toml:"path"`
}

type affinity struct {
	NodeAffinity *struct {
		Required *struct {
			Terms []selectorTerm `toml:"node_selector_terms"`
		} `toml:"required_during_scheduling_ignored_during_execution"`
		Preferred []struct {
			Weight     int32        `toml:"weight"`
			Preference selectorTerm `toml:"preference"`
		} `toml:"preferred_during_scheduling_ignored_during_execution"`
	} `toml:"node_affinity"`
	PodAntiAffinity *struct {
		Required []podTerm `toml:"required_during_scheduling_ignored_during_execution"`
	} `toml:"pod_anti_affinity"`
}

type selectorTerm struct {
	MatchExpressions []requirement `toml:"match_expressions"`
	MatchFields      []requirement `toml:"match_fields"`
}

type requirement struct {
	Key      string   `toml:"key"`
	Operator string   `toml:"operator"`
	Values   []string `toml:"values"`
}

type podTerm struct {
	TopologyKey   string   `toml:"topology_key"`
	Namespaces    []string `toml:"namespaces"`
	LabelSelector *struct {
		MatchLabels      map[string]string `toml:"match_labels"`
		MatchExpressions []requirement     `toml:"match_expressions"`
	} `toml:"label_selector"`
}

type securityContext struct {
	FSGroup            *int64  `toml:"fs_group"`
	RunAsUser          *int64  `toml:"run_as_user"`
	RunAsNonRoot       *bool   `toml:"run_as_non_root"`
	SupplementalGroups []int64 `toml:"supplemental_groups"`
	Capabilities       *struct {
		Add  []string `toml:"add"`
		Drop []string `toml:"drop"`
	} `toml:"capabilities"`
}

type lifecycle struct {
	PostStart *handler `toml:"post_start"`
	PreStop   *handler `toml:"pre_stop"`
}

type handler struct {
	Exec *struct {
		Command []string `toml:"command"`
	} `toml:"exec"`
	HTTPGet *struct {
		Port        int                            `toml:"port"`
		Path        string                         `toml:"path"`
		HTTPHeaders []struct{ Name, Value string } `toml:"http_headers"`
	} `toml:"http_get"`
}
